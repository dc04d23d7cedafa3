package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.http.Handler;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.api.twin.ThingView;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behaviour row 20: a thing in another media type, by {@code Accept}; and the things as other parts read them. */
class ThingViewsTest {
    private static final String TD = "application/td+json";
    private final Building building = new Building();
    private final ThingViews views = new ThingViews();
    private final ThingView view = new ThingView() {
        @Override
        public String mediaType() {
            return TD;
        }

        @Override
        public String of(String thing, Request request) {
            return "{\"shown\":" + thing + "}";
        }
    };

    @BeforeEach
    void makeAThing() {
        assertEquals(201, building.put("/org.x:lamp", "{\"attributes\":{\"room\":\"R1\"}}").status());
    }

    @AfterEach
    void stop() {
        building.close();
    }

    private Response get(Request request) throws Exception {
        Handler handler = views.over(building.twin.routes()).stream().filter(route -> ((FakeRequest) request).fits(route)).map(Route::handler).findFirst().orElseThrow();
        return handler.handle(request);
    }

    private Response get(String accept) throws Exception {
        return get(FakeRequest.of("GET", "/org.x:lamp", null, "Accept", accept));
    }

    @Test
    void aViewIsShownToWhoAsksForItAndHasNoTagOfTheThing() throws Exception {
        views.add(view);
        Response shown = get("text/html;q=0.1, application/td+json;q=1");
        assertEquals(TD, shown.headers().get("Content-Type"));
        assertFalse(shown.headers().containsKey("ETag"));
        String text = new String((byte[]) shown.body(), StandardCharsets.UTF_8);
        assertTrue(text.startsWith("{\"shown\":{\"thingId\":\"org.x:lamp\""), text);
        assertTrue(text.contains("R1"), text);
        assertEquals("application/json", get("*/*").headers().get("Content-Type"));
    }

    @Test
    void aRefusalStaysDittosOwn() throws Exception {
        views.add(view);
        Response refusal = get(FakeRequest.of("GET", "/org.x:none", null, "Accept", TD));
        assertEquals(404, refusal.status());
        assertEquals("application/json", refusal.headers().get("Content-Type"));
    }

    @Test
    void withoutTheViewItIs406ForWhoTakesNothingElse() throws Exception {
        views.add(view);
        views.remove(view);
        assertEquals(406, assertThrows(HttpProblem.class, () -> get(TD)).status());
        assertEquals(200, get("application/td+json, application/json").status());
    }

    @Test
    void otherPartsReadEveryThingThatThereIs() {
        assertTrue(building.twin.published().ids().contains("org.x:lamp"));
        assertTrue(building.twin.published().json("org.x:lamp").contains("\"room\":\"R1\""));
        assertEquals(null, building.twin.published().json("org.x:none"));
    }
}
