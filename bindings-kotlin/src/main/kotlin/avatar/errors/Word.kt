package avatar.errors

import java.io.Serializable

/** A documented word that a newer version may add to; compared by its spelling. */
public sealed class Word(
    /** The documented spelling. */
    public val value: String,
) : Serializable {
    /** The object that this version lists for the spelling, if it does. */
    internal abstract fun listed(): Word?

    override fun equals(other: Any?): Boolean = this === other || (other is Word && javaClass == other.javaClass && value == other.value)

    override fun hashCode(): Int = value.hashCode()

    /** The documented spelling. */
    override fun toString(): String = value

    // A listed word read from a stream is the listed object again, so that `==` holds in Java.
    protected fun readResolve(): Any = listed() ?: this

    private companion object {
        private const val serialVersionUID = 1L
    }
}
