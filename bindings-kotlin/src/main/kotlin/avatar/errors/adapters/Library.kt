package avatar.errors.adapters

/** What a library's objects tell. Its classes may be missing: every call is guarded. */
internal interface Library {
    /** The object read, if it is a response of this library. */
    fun answered(response: Any): Answered? = null

    /** The response that an exception carries. */
    fun response(thrown: Throwable): Any? = null

    /** The word for a broken transport, if it is an exception of this library. */
    fun transport(thrown: Throwable): String? = null

    /** The word for a violation of a protocol, likewise. */
    fun protocol(thrown: Throwable): String? = null
}

internal val libraries: List<Library> = listOf(OkHttp, JavaHttp, Protobuf)
