package avatar.errors.ktor

import avatar.errors.AvatarException
import avatar.errors.Problem
import io.ktor.http.ContentType
import io.ktor.http.HttpHeaders
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.ApplicationCall
import io.ktor.server.application.ApplicationPlugin
import io.ktor.server.application.createApplicationPlugin
import io.ktor.server.application.hooks.CallFailed
import io.ktor.server.response.header
import io.ktor.server.response.respondBytes

/**
 * Answers every [AvatarException] that leaves a handler with its problem document (RFC 9457), for
 * Ktor 3, which this library does not bring:
 *
 * ```
 * install(AvatarProblems)
 * ```
 */
public val AvatarProblems: ApplicationPlugin<Unit> =
    createApplicationPlugin("AvatarProblems") {
        on(CallFailed) { call, thrown -> if (thrown is AvatarException) call.respondProblem(thrown) }
    }

/** The same of one error, where an application has a handler of its own, such as that of `StatusPages`. */
public suspend fun ApplicationCall.respondProblem(error: AvatarException) {
    val problem = error.problem()
    problem.retryAfterSeconds?.let { response.header(HttpHeaders.RetryAfter, it) }
    val status = HttpStatusCode.fromValue(problem.status)
    respondBytes(problem.toJson().encodeToByteArray(), ContentType.parse(Problem.MEDIA_TYPE), status)
}
