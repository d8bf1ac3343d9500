package avatar.errors

import avatar.errors.ffi.RecurrenceEvent as NativeEvent

/** Something to tell whoever watches. */
public class RecurrenceEvent internal constructor(
    private val told: NativeEvent,
) {
    /** `fired`: alert; `cleared`: not seen for a whole window. */
    public val event: String get() = told.event

    /** Code, phase and detail of the failure. */
    public val fingerprint: List<String> get() = told.fingerprint

    /** Of `fired` how often it was seen in the window, of `cleared` how often since it fired. */
    public val count: Long get() = told.count

    /** When, on the monitor's clock. */
    public val atMs: Long get() = told.atMs

    /** One line of JSON, byte for byte the same in every language. */
    public fun toJson(): String = told.json

    override fun toString(): String = toJson()
}
