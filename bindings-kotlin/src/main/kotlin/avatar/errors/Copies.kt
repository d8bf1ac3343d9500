@file:JvmName("AvatarExceptions")

package avatar.errors

import avatar.errors.ffi.Fields
import avatar.errors.ffi.reclassified as nativeReclassified
import avatar.errors.ffi.withIds as nativeWithIds

/**
 * The same error with correlation IDs that became known later, in the JSON and the log fields too;
 * `null` leaves what is there. It has the error's own class with all its properties, cause and stack
 * trace; the error itself stays as it is. Java calls it `AvatarExceptions.withIds`. Never throws.
 */
@JvmOverloads
public fun <E : AvatarException> E.withIds(
    connectionId: String? = null,
    reqId: String? = null,
): E = changed { nativeWithIds(it, connectionId?.wellFormed(), reqId?.wellFormed()) }

/**
 * What the core says of the facts of an error whose code was given: the code that they lead to, where
 * they lead to any. Any other error is itself. What acts on an error asks for this by itself:
 * retries, monitors, problem documents and [AvatarException.from]. Never throws.
 */
public fun <E : AvatarException> E.reclassified(): E = changed(::nativeReclassified)

private inline fun <E : AvatarException> E.changed(change: (Fields) -> Fields): E {
    val changed = Core.ifLoaded { change(fields) } ?: return this
    @Suppress("UNCHECKED_CAST")
    return if (changed == fields) this else copy(changed) as E
}
