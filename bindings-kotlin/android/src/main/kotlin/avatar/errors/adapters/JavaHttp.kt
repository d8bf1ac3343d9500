package avatar.errors.adapters

/** Android has no `java.net.http`. */
internal object JavaHttp : Library
