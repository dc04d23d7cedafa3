package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.http.Response;
import io.gemello.http.json.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Validators, compression and errors, as RFC 9110 wants them. */
class AnswersTest {
    @Test
    void theEndpointsOwnValidatorIsHonoured() throws IOException {
        FakeAnswer answer = write(FakeRequest.get("/x").with("If-None-Match", "W/\"other\", \"rev:7\""), Response.text("body").header("ETag", "\"rev:7\""));
        assertEquals(304, answer.status());
        assertEquals(0, answer.body().length);
        assertEquals("\"rev:7\"", answer.header("ETag"));
    }

    @Test
    void withoutOneTheServerMakesAWeakOneFromTheBytes() throws IOException {
        String etag = write(FakeRequest.get("/x"), Response.text("body")).header("ETag");
        assertTrue(etag.startsWith("W/\""), etag);
        assertNotEquals(etag, ETag.of("other".getBytes(StandardCharsets.UTF_8)));
        assertEquals(304, write(FakeRequest.get("/x").with("If-None-Match", etag), Response.text("body")).status());
    }

    @Test
    void onlyAGoodAnswerToAGetHasAValidator() throws IOException {
        FakeAnswer answer = write(FakeRequest.of("PUT", "/x").with("If-None-Match", "*"), Response.text("body"));
        assertEquals(200, answer.status());
        assertNull(answer.header("ETag"));
    }

    @Test
    void longTextIsCompressedForThoseWhoTakeIt() throws IOException {
        FakeAnswer answer = write(FakeRequest.get("/x").with("Accept-Encoding", "br, gzip"), Response.text("x".repeat(5000)));
        assertEquals("gzip", answer.header("Content-Encoding"));
        assertEquals(Integer.toString(answer.body().length), answer.header("Content-Length"));
        assertEquals("Accept-Encoding", answer.header("Vary"));
        assertTrue(answer.body().length < 200);
    }

    @Test
    void whoRefusesGzipOrWouldNotGainByItGetsPlainBytes() {
        assertTrue(Compression.accepted("gzip;q=0.5"));
        assertFalse(Compression.accepted("gzip;q=0") || Compression.accepted("gzip;q=0.00") || Compression.accepted("xgzip") || Compression.accepted(null));
        assertFalse(Compression.worth(5000, "image/png") || Compression.worth(500, "text/plain"));
    }

    @Test
    void whatIsStreamedIsSentAsItIsOrCompressedAndClosed() throws IOException {
        Heard plain = new Heard(5000);
        FakeAnswer answer = stream(FakeRequest.get("/x"), plain);
        assertEquals(List.of(200, 5000, "5000", true), List.of(answer.status(), answer.body().length, answer.header("Content-Length"), plain.closed));
        Heard packed = new Heard(5000);
        FakeAnswer small = stream(FakeRequest.get("/x").with("Accept-Encoding", "gzip"), packed);
        assertNull(small.header("Content-Length"), "that of what is sent is not known");
        assertArrayEquals(new byte[5000], new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes());
        assertTrue(packed.closed);
    }

    @Test
    void whatTheCallerHasOrOnlyAsksAboutIsNotReadButClosed() throws IOException {
        Heard known = new Heard(5000);
        assertEquals(304, stream(FakeRequest.get("/x").with("If-None-Match", "\"r1\""), known).status());
        Heard head = new Heard(5000);
        FakeAnswer answer = stream(FakeRequest.of("HEAD", "/x"), head);
        assertEquals(List.of(0, "5000", 5000, 5000, true, true), List.of(answer.body().length, answer.header("Content-Length"), known.available(), head.available(), known.closed, head.closed));
    }

    /** Zeros that know whether they were closed. */
    private static final class Heard extends ByteArrayInputStream {
        private boolean closed;

        Heard(int length) {
            super(new byte[length]);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static FakeAnswer stream(FakeRequest request, Heard bytes) throws IOException {
        FakeAnswer answer = new FakeAnswer();
        Response response = Response.stream("application/x-step", bytes, bytes.available()).header("ETag", "\"r1\"");
        AnswerWriter.write(request.servlet(), answer.servlet(), response, (Response.Stream) response.body());
        return answer;
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws IOException {
        FakeAnswer answer = write(FakeRequest.of("HEAD", "/x"), Response.json(Map.of("a", 1)));
        assertEquals("7", answer.header("Content-Length"));
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals(0, answer.body().length);
    }

    @Test
    void nothingIsCachedUnlessTheEndpointSaysSo() throws IOException {
        assertEquals("no-store", write(FakeRequest.get("/x"), Response.text("a")).header("Cache-Control"));
        assertEquals("max-age=60", write(FakeRequest.get("/x"), Response.text("a").header("Cache-Control", "max-age=60")).header("Cache-Control"));
    }

    @Test
    void aBodyOfAnotherKindIsAFaultOfTheEndpoint() {
        assertThrows(IllegalArgumentException.class, () -> AnswerWriter.bytes(new Response(200, Map.of(), "text")));
    }

    @Test
    void anErrorIsWrittenAsDittoWritesItsErrors() throws IOException {
        FakeAnswer answer = new FakeAnswer();
        AnswerWriter.refuse(FakeRequest.get("/x").servlet(), answer.servlet(), Refusal.late(60));
        assertEquals(503, answer.status());
        assertEquals("5", answer.header("Retry-After"));
        assertEquals(Map.of("status", 503L, "error", "gemello:answer.late", "message", "The answer did not come within 60 s.", "description", "Try again."), JsonText.read(answer.body()));
    }

    @Test
    void aProgramGetsAChallengeAPageIsLedToTheFormAndAScriptGetsNeither() throws IOException {
        FakeAnswer program = signIn(FakeRequest.get("/x"));
        assertEquals(401, program.status());
        assertTrue(program.header("WWW-Authenticate").startsWith("Basic realm=\"gemello\""));

        FakeAnswer page = signIn(FakeRequest.get("/a/b").query("c=1&d=2").with("Accept", "text/html,*/*"));
        assertEquals(303, page.status());
        assertEquals("/sign-in?to=%2Fa%2Fb%3Fc%3D1%26d%3D2", page.header("Location"));

        FakeAnswer script = signIn(FakeRequest.get("/x").with("Sec-Fetch-Mode", "cors"));
        assertEquals(401, script.status());
        assertNull(script.header("WWW-Authenticate"));
    }

    private static FakeAnswer signIn(FakeRequest request) throws IOException {
        FakeAnswer answer = new FakeAnswer();
        AnswerWriter.refuse(request.servlet(), answer.servlet(), Refusal.signIn());
        return answer;
    }

    private static FakeAnswer write(FakeRequest request, Response response) throws IOException {
        FakeAnswer answer = new FakeAnswer();
        AnswerWriter.write(request.servlet(), answer.servlet(), response, AnswerWriter.bytes(response));
        return answer;
    }
}
