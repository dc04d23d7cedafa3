package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gemello.api.access.Role;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Handler;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private static final Handler NOTHING = request -> Response.empty(204);

    @Test
    void aLiteralBeatsAVariableAndAVariableBeatsTheRest() {
        RouteTable table = table("GET /things/{id}", "GET /things/{all*}", "GET /things/search", "GET /{any*}", "GET /things/{id}/features");
        assertEquals("/things/search", path(table, "/things/search"));
        assertEquals("/things/{id}", path(table, "/things/x"));
        assertEquals("/things/{id}/features", path(table, "/things/x/features"));
        assertEquals("/things/{all*}", path(table, "/things/x/other"));
        assertEquals("/{any*}", path(table, "/elsewhere"));
    }

    @Test
    void variablesKeepTheirEscapesAndTheRestKeepsItsSlashes() {
        assertEquals(Map.of("id", "a%2Fb", "rest", "c/d%2Fe"), table("GET /t/{id}/{rest*}").find("GET", PathCheck.segments("/t/a%2Fb/c/d%2Fe")).match().variables());
    }

    @Test
    void anEscapedLetterOfALiteralIsThatLetter() {
        assertEquals("/health", path(table("GET /health"), "/he%61lth"));
    }

    @Test
    void aVariableIsNeverEmpty() {
        assertNull(path(table("GET /t/{id}"), "/t/"));
    }

    @Test
    void anotherMethodIsRefusedWithAllThatThePathTakes() {
        RouteTable.Found found = table("GET /t/{id}", "PUT /t/fixed").find("DELETE", PathCheck.segments("/t/fixed"));
        assertNull(found.match());
        assertEquals(Set.of("GET", "HEAD", "OPTIONS", "PUT"), found.allowed());
        assertEquals(Set.of(), table("GET /t").find("GET", PathCheck.segments("/u")).allowed());
    }

    @Test
    void aMethodThatTheLiteralLacksIsServedByTheVariable() {
        RouteTable table = table("GET /t/{id}", "PUT /t/fixed");
        assertEquals("/t/{id}", table.find("GET", PathCheck.segments("/t/fixed")).match().route().path());
        assertEquals("/t/{id}", table.find("HEAD", PathCheck.segments("/t/fixed")).match().route().path());
    }

    @Test
    void theHigherRankedEndpointTakesThePathAndGivesItBackWhenItLeaves() {
        LiveRoutes routes = new LiveRoutes();
        Endpoint plain = () -> List.of(new Route("GET", "/", Role.VIEWER, NOTHING));
        Endpoint better = () -> List.of(new Route("GET", "/", Role.VIEWER, NOTHING));
        routes.add(better, 5);
        routes.add(plain, -1000);
        assertSame(better, owner(routes));
        routes.remove(better);
        assertSame(plain, owner(routes));
        routes.remove(plain);
        assertEquals(Set.of(), routes.now().find("GET", List.of("")).allowed());
    }

    @Test
    void anEndpointWithAnImpossiblePathLeavesTheOthersServed() {
        LiveRoutes routes = new LiveRoutes();
        routes.add(() -> List.of(new Route("GET", "/", Role.VIEWER, NOTHING)), 1);
        routes.add(() -> List.of(new Route("GET", "/{rest*}/behind", Role.VIEWER, NOTHING)), 2);
        assertEquals("/", routes.now().find("GET", List.of("")).match().route().path());
        assertThrows(IllegalArgumentException.class, () -> new PathTemplate("no-slash"));
    }

    private static Endpoint owner(LiveRoutes routes) {
        return routes.now().find("GET", List.of("")).match().owner();
    }

    private static RouteTable table(String... routes) {
        List<Route> all = Arrays.stream(routes).map(route -> new Route(route.split(" ")[0], route.split(" ")[1], Role.VIEWER, NOTHING)).toList();
        return new RouteTable(List.of(new RouteTable.Offer(() -> all, all)));
    }

    private static String path(RouteTable table, String path) {
        RouteTable.Match match = table.find("GET", PathCheck.segments(path)).match();
        return match == null ? null : match.route().path();
    }
}
