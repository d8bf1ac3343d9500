package avatar.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A Java program that knows nothing of Kotlin. */
class JavaUserTest {
    private static AvatarException connect(IOException cause) {
        Failure failure = new Failure(Phase.WEBSOCKET_CONNECT)
                .httpStatus(503)
                .headers(Map.of("Retry-After", List.of("7")))
                .body("{\"detail\":\"busy\"}".getBytes(StandardCharsets.UTF_8))
                .connectionId("c-1");
        return AvatarErrors.classify(failure, cause);
    }

    @Test
    void fieldsAreGetters() {
        IOException cause = new IOException("refused");
        AvatarException error = assertThrows(AvatarException.class, () -> {
            throw connect(cause);
        });
        assertFalse(error instanceof SessionTokenException);
        assertEquals("busy (websocket_connect, HTTP 503)", error.getMessage());
        assertSame(cause, error.getCause());
        assertSame(ErrorCode.SERVER_ERROR, error.getCode());
        assertSame(Phase.WEBSOCKET_CONNECT, error.getPhase());
        assertSame(Recovery.RETRY, error.getRecovery());
        Integer status = error.getHttpStatus();
        assertEquals(503, status);
        Long wait = error.getRetryAfterMs();
        assertEquals(7000L, wait);
        assertEquals(Duration.ofSeconds(7), error.getRetryAfter());
        assertTrue(error.isRetryable());
        assertTrue(error.isAlert());
        assertEquals("c-1", error.getConnectionId());
        assertNull(error.getReqId());
        assertNull(error.getCloseCode());
        assertEquals("busy", error.getServerDetail());
        assertEquals("{\"detail\":\"busy\"}", error.getRawBody());
        assertEquals(List.of("serverError", "websocket_connect", "http:503"), error.getFingerprint());
    }

    @Test
    void headersOfHttpUrlConnectionAreTaken() {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put(null, List.of("HTTP/1.1 429 Too Many Requests"));
        headers.put("Retry-After", List.of("soon", "7"));
        AvatarException error = AvatarErrors.classify(new Failure().httpStatus(429).headers(headers));
        assertEquals(7000L, error.getRetryAfterMs());
    }

    @Test
    void codesWorkInASwitch() {
        ErrorCode code = AvatarErrors.classify(new Failure(Phase.WEBSOCKET_RUNTIME).closeCode(4001)).getCode();
        String action = switch (code.getValue()) {
            case "creditsExhausted" -> "top up";
            case "idleTimeout" -> "connect again";
            default -> "log";
        };
        assertEquals("top up", action);
        assertEquals(ErrorCode.of("creditsExhausted"), code);
        assertEquals(19, ErrorCode.all().indexOf(ErrorCode.CONCURRENCY_LIMIT));
    }

    @Test
    void jsonComesBack() {
        String json = connect(null).toJson();
        assertEquals(json, AvatarException.fromJson(json).toJson());
        assertThrows(IllegalArgumentException.class, () -> AvatarException.fromJson("{}"));
    }
}
