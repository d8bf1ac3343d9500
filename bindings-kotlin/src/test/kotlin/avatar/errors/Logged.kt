package avatar.errors

import ch.qos.logback.classic.LoggerContext
import ch.qos.logback.classic.encoder.PatternLayoutEncoder
import ch.qos.logback.classic.spi.ILoggingEvent
import ch.qos.logback.core.OutputStreamAppender
import org.slf4j.Logger
import org.slf4j.LoggerFactory
import java.io.ByteArrayOutputStream

/** What Logback writes of what is logged through SLF4J. */
internal fun logged(
    pattern: String,
    log: (Logger) -> Unit,
): String {
    val written = ByteArrayOutputStream()
    val logback = LoggerFactory.getILoggerFactory() as LoggerContext
    val encoder = PatternLayoutEncoder()
    encoder.context = logback
    encoder.pattern = pattern
    encoder.start()
    val appender = OutputStreamAppender<ILoggingEvent>()
    appender.context = logback
    appender.encoder = encoder
    appender.outputStream = written
    appender.start()
    val logger = logback.getLogger("avatar")
    logger.isAdditive = false
    logger.addAppender(appender)
    log(logger)
    logger.detachAppender(appender)
    appender.stop()
    return written.toString(Charsets.UTF_8)
}
