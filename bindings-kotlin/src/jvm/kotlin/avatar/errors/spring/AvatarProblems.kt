package avatar.errors.spring

import avatar.errors.AvatarException
import avatar.errors.Problem
import org.springframework.http.HttpHeaders
import org.springframework.http.ResponseEntity
import org.springframework.web.bind.annotation.ControllerAdvice
import org.springframework.web.bind.annotation.ExceptionHandler

/**
 * Answers every [AvatarException] that leaves a controller with its problem document (RFC 9457), for
 * Spring's MVC (tested with Spring 7), which this library does not bring:
 *
 * ```
 * @Import(AvatarProblems::class)
 * ```
 */
@ControllerAdvice
public class AvatarProblems {
    /** The answer; for a handler of an application's own, too. */
    @ExceptionHandler
    public fun answer(error: AvatarException): ResponseEntity<ByteArray> {
        val problem = error.problem()
        val response = ResponseEntity.status(problem.status).header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        problem.retryAfterSeconds?.let { response.header(HttpHeaders.RETRY_AFTER, "$it") }
        return response.body(problem.toJson().encodeToByteArray())
    }
}
