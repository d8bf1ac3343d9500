package avatar.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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
        assertSame(cause, error.nativeException());
        assertEquals("java.io.IOException: refused", error.getCause().getMessage());
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
    void exceptionsAreTranslated() throws IOException, InterruptedException {
        IOException reset = new SocketException("Connection reset");
        AvatarException error = AvatarException.from(reset, Phase.WEBSOCKET_RUNTIME);
        assertSame(reset, error.nativeException());
        assertTrue(error.getCause() instanceof Cause);
        assertSame(ErrorCode.CONNECTION_CLOSED, error.getCode());
        assertEquals("c-1", AvatarException.from(reset, Phase.WEBSOCKET_SEND, null, "c-1").getConnectionId());
        assertEquals("r-1", AvatarException.from(null, Phase.UNKNOWN, null, null, "r-1").getReqId());
        assertEquals(4001, AvatarException.fromClose(4001, null, Phase.WEBSOCKET_RUNTIME).getCloseCode());

        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, 0);
            exchange.getResponseBody().write("Session denied".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http:/" + server.getAddress())).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        server.stop(0);
        assertSame(ErrorCode.BILLING_REQUIRED, AvatarException.from(response, Phase.SESSION_TOKEN).getCode());
        assertSame(
                ErrorCode.BILLING_REQUIRED,
                AvatarException.from(null, Phase.SESSION_TOKEN, response).getCode());
    }

    @Test
    void interruptionsGoOn() {
        InterruptedException interrupted = new InterruptedException();
        try {
            AvatarException.from(interrupted, Phase.SESSION_TOKEN);
            throw new AssertionError("an interruption is no failure");
        } catch (Exception thrown) {
            assertSame(interrupted, thrown);
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void whatIsTransientIsTriedAgain() throws Exception {
        RetryPolicy policy = new RetryPolicy(3, 1);
        RetryBudget budget = new RetryBudget(100);
        List<String> reasons = new ArrayList<>();
        String answer = Retry.blocking(
                policy, budget, (error, decision) -> reasons.add(decision.getReason()), attempt -> {
                    if (attempt.getNumber() == 1) throw connect(null);
                    assertTrue(attempt.needsNewToken());
                    assertFalse(attempt.needsNewSession());
                    return "up";
                });
        assertEquals("up", answer);
        assertEquals(List.of("throttled"), reasons);
        assertEquals(100, budget.getLeft());
        assertEquals("up", Retry.blocking(attempt -> "up"));
        assertThrows(IOException.class, () -> Retry.blocking(policy, attempt -> {
            throw new IOException("no failure of an avatar");
        }));
    }

    @Test
    void decisionsArePlain() {
        AvatarException error = connect(null);
        RetryDecision decision = new RetryPolicy().decide(error);
        assertTrue(decision.isRetry() && decision.needsNewToken());
        assertEquals(Duration.ofSeconds(7), decision.getWait());
        assertEquals(5, decision.getCost());
        assertFalse(new RetryPolicy().decide(error, 3).isRetry());
        assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(0));
        assertNull(error.getAttempts());
    }

    @Test
    void failuresAreLoggedToldAndCounted() {
        AvatarException error = connect(null);
        Map<String, Object> fields = error.logFields();
        assertEquals("serverError", fields.get("error.type"));
        assertEquals("WARN", error.getSeverity());
        assertFalse(error.getUserMessage().isEmpty() || error.getOperatorHint().isEmpty());
        assertTrue(error.getDocUrl().endsWith("#servererror"));
        Problem problem = error.problem();
        assertEquals(502, problem.getStatus());
        assertEquals(7L, problem.getRetryAfterSeconds());
        assertEquals("application/problem+json", Problem.MEDIA_TYPE);
        RecurrenceMonitor monitor = new RecurrenceMonitor(1, 1000, 1000, () -> 42);
        assertEquals("fired", monitor.record(error).get(0).getEvent());
        assertTrue(monitor.check().isEmpty());
    }

    /** An SDK's own class, in Java. */
    static final class OwnException extends AvatarException {
        private static final long serialVersionUID = 1L;

        static final ErrorFactory<OwnException> FACTORY = new ErrorFactory<>(OwnException::new);

        OwnException(Answer answer) {
            super(answer);
        }

        OwnException(ErrorCode code, String message) {
            this(Answer.given(code, message));
        }
    }

    @Test
    void anSdkHasAClassOfItsOwn() {
        IOException reset = new SocketException("Connection reset");
        OwnException error = OwnException.FACTORY.from(reset, Phase.WEBSOCKET_RUNTIME);
        assertSame(ErrorCode.CONNECTION_CLOSED, error.getCode());
        assertSame(ErrorCode.IDLE_TIMEOUT, new OwnException(ErrorCode.IDLE_TIMEOUT, "idle").getCode());
        OwnException known = AvatarExceptions.withIds(error, "c-1");
        assertEquals("c-1", known.getConnectionId());
        assertSame(known, AvatarExceptions.reclassified(known));
        assertEquals(error.toJson(), OwnException.FACTORY.fromJson(error.toJson()).toJson());
        assertNull(AvatarException.tryFrom(new SocketException("Socket closed")));
        assertSame(Phase.UNKNOWN, OwnException.FACTORY.from(reset).getPhase());
    }

    @Test
    void jsonComesBack() {
        String json = connect(null).toJson();
        assertEquals(json, AvatarException.fromJson(json).toJson());
        assertThrows(IllegalArgumentException.class, () -> AvatarException.fromJson("{}"));
    }
}
