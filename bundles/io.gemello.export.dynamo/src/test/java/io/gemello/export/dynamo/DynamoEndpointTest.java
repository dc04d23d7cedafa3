package io.gemello.export.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.access.Access;
import io.gemello.api.access.AssetGuard;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.testkit.FakeCatalogue;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DynamoEndpointTest {
    private final SnapshotBook book = new SnapshotBook("r");
    private final Access access = new Access() {
        @Override
        public boolean mayRead(Subject who, String thing) {
            return thing.equals("org.house:a1");
        }

        @Override
        public boolean mayWrite(Subject who, String thing) {
            return false;
        }
    };

    private Response answer(String address, String file, Map<String, String> headers) throws Exception {
        DynamoEndpoint endpoint = new DynamoEndpoint(book::current, new RevitPack("alert", "DT Alerts"), new AssetGuard(() -> access, () -> FakeCatalogue.of("house", 1)), address);
        Request request = (Request) Proxy.newProxyInstance(Request.class.getClassLoader(), new Class<?>[] {Request.class}, (self, method, given) -> switch (method.getName()) {
            case "header" -> Optional.ofNullable(headers.get(given[0]));
            case "query" -> Optional.empty();
            case "subject" -> new Subject("nina", Set.of(Role.VIEWER));
            default -> throw new UnsupportedOperationException(method.getName());
        });
        return endpoint.routes().stream().filter(route -> route.path().endsWith("/" + file)).findFirst().orElseThrow().handler().handle(request);
    }

    @Test
    void theGraphAsksWhereItCameFromWithTlsUnlessThatIsItsOwnMachine() throws Exception {
        assertEquals("http://127.0.0.1:8080", source("", "127.0.0.1:8080"));
        assertEquals("https://twin.example:8443", source("", "twin.example:8443"));
        assertEquals("https://localhost.example", source("", "localhost.example"));
        assertEquals("https://other.example", source("https://other.example", "127.0.0.1:8080"));
    }

    private String source(String address, String host) throws Exception {
        byte[] graph = (byte[]) answer(address, RevitPack.APPLY, Map.of("Host", host)).body();
        return new ObjectMapper().readTree(graph).at("/Nodes/0/InputValue").asText();
    }

    @Test
    void aCallerGetsHisElementsAndIsToldWhenNothingHasChanged() throws Exception {
        assertEquals(503, assertThrows(HttpProblem.class, () -> answer("", RevitPack.SNAPSHOT, Map.of())).status());
        book.take(new Shown().element("critical", 35, "open", null).element("ok", 21, "open", null).at(1));
        Response first = answer("", RevitPack.SNAPSHOT, Map.of());
        String json = ((Response.Json) first.body()).value().toString();
        assertTrue(json.contains(Shown.IDS[1][1]));
        assertFalse(json.contains(Shown.IDS[0][1]));
        assertEquals(304, answer("", RevitPack.SNAPSHOT, Map.of("If-None-Match", first.headers().get("ETag"))).status());
        String file = new String((byte[]) answer("", RevitPack.PARAMETERS, Map.of()).body(), StandardCharsets.UTF_16);
        assertTrue(file.contains("DT_Inlet"));
    }
}
