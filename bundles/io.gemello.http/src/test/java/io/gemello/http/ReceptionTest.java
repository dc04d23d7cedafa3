package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Role;
import io.gemello.api.http.Dialect;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.http.people.Doorkeeper;
import io.gemello.http.people.TestPeople;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from a request to a route; bodies, streams and late answers need a real server. */
class ReceptionTest {
    @TempDir Path folder;
    private EventStreams streams;
    private Reception reception;

    @BeforeEach
    void openTheDoor() throws Exception {
        Doorkeeper doorkeeper = TestPeople.doorkeeper(folder);
        streams = new EventStreams(new HttpCounts());
        reception = new Reception(doorkeeper, streams, (who, what, target, outcome) -> {});
        reception.routes().add(() -> List.of(
            new Route("GET", "/open", Role.ANYONE, request -> Response.json(Map.of("who", request.subject().name()))),
            new Route("GET", "/read/{name}", Role.VIEWER, request -> Response.text(request.subject().name() + " " + request.rawPathVariable("name") + " " + request.pathVariable("name") + " " + request.query("q").orElse(""))),
            new Route("PUT", "/write", Role.OPERATOR, request -> Response.empty(204)),
            new Route("GET", "/away", Role.ANYONE, request -> {
                throw new HttpProblem(503, "gemello:test.away", "Away.", null, Map.of("Retry-After", "3"));
            }),
            new Route("GET", "/fault", Role.ANYONE, request -> {
                throw new IllegalStateException("secret of the inside");
            }),
            new Route("GET", "/nothing", Role.ANYONE, request -> null)), 0);
    }

    @AfterEach
    void closeIt() {
        reception.close();
        streams.close();
    }

    @Test
    void rolesDecide() {
        assertEquals("{\"who\":\"anonymous\"}", send(FakeRequest.get("/open")).text());
        assertEquals(401, send(FakeRequest.get("/read/x")).status());
        assertEquals("vera a%2Fb a/b c d", send(as("vera", FakeRequest.get("/read/a%2Fb").query("q=c+d"))).text());
        assertEquals(403, send(as("vera", FakeRequest.of("PUT", "/write"))).status());
        assertEquals(204, send(as("otto", FakeRequest.of("PUT", "/write"))).status());
        assertEquals(403, send(as("device", FakeRequest.get("/read/x"))).status());
    }

    @Test
    void wrongCredentialsAreRefusedEvenWhereNoneAreNeeded() {
        assertEquals(401, send(FakeRequest.get("/open").with("Authorization", TestPeople.basic("vera", "wrong"))).status());
    }

    /** As an endpoint that stands for another server. */
    private static final class Foreign implements Endpoint, Dialect {
        @Override
        public List<Route> routes() {
            return List.of(new Route("GET", "/foreign", Role.VIEWER, request -> Response.text(request.subject().name())));
        }

        @Override
        public Map<String, Object> refusal(String path, HttpProblem problem) {
            return Map.of("fault", path + " " + problem.status());
        }

        @Override
        public String authorization(String path, Map<String, List<String>> query) {
            return query.containsKey("u") ? TestPeople.basic(query.get("u").get(0), query.get("p").get(0)) : null;
        }
    }

    @Test
    void anEndpointForForeignClientsTakesTheirCredentialsAndTellsErrorsAsTheyKnowThem() {
        reception.routes().add(new Foreign(), 1);
        FakeAnswer refused = send(FakeRequest.get("/foreign"));
        assertEquals("401 {\"fault\":\"/foreign 401\"}", refused.status() + " " + refused.text());
        assertEquals("vera", send(FakeRequest.get("/foreign").query("u=vera&p=" + TestPeople.PASSWORD)).text());
        assertEquals("{\"fault\":\"/foreign 401\"}", send(FakeRequest.get("/foreign").query("u=vera&p=wrong")).text());
        assertEquals("{\"fault\":\"/foreign 403\"}", send(FakeRequest.get("/foreign").query("u=device&p=" + TestPeople.PASSWORD)).text());
        assertEquals(401, send(as("nobody", FakeRequest.get("/foreign").query("u=vera&p=" + TestPeople.PASSWORD))).status());
        assertEquals(401, send(FakeRequest.get("/read/x").query("u=vera&p=" + TestPeople.PASSWORD)).status());
    }

    @Test
    void unknownPathsAndMethodsAreTold() {
        assertEquals(404, send(FakeRequest.get("/unknown")).status());
        FakeAnswer refused = send(FakeRequest.of("DELETE", "/write"));
        assertEquals(405, refused.status());
        assertEquals("OPTIONS, PUT", refused.header("Allow"));
        assertEquals("GET, HEAD, OPTIONS", send(FakeRequest.of("OPTIONS", "/open")).header("Allow"));
    }

    @Test
    void anErrorOfTheEndpointIsItsAnswer() {
        FakeAnswer answer = send(FakeRequest.get("/away"));
        assertEquals(503, answer.status());
        assertEquals("3", answer.header("Retry-After"));
        assertEquals("{\"status\":503,\"error\":\"gemello:test.away\",\"message\":\"Away.\"}", answer.text());
    }

    @Test
    void aFaultOfTheEndpointTellsTheCallerNothing() {
        FakeAnswer answer = send(FakeRequest.get("/fault"));
        assertEquals(500, answer.status());
        assertTrue(answer.text().contains("gemello:server.failed"), answer.text());
        assertFalse(answer.text().contains("secret"), answer.text());
        assertEquals(500, send(FakeRequest.get("/nothing")).status());
    }

    private FakeAnswer send(FakeRequest request) {
        FakeAnswer answer = new FakeAnswer();
        reception.receive(new Visit(request.servlet(), answer.servlet(), new HttpCounts()));
        return answer;
    }

    private static FakeRequest as(String user, FakeRequest request) {
        return request.with("Authorization", TestPeople.basic(user, TestPeople.PASSWORD));
    }
}
