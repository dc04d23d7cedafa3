package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eclipse.ditto.json.JsonFactory;
import org.junit.jupiter.api.Test;

class ThingTextTest {
    /** A read that skips the parsing must not be seen to. */
    @Test
    void theTextOfAThingIsThatOfItsJson() {
        for (String own : List.of("{}", "{\"policyId\":\"a:p\"}", "{\"policyId\":\"a:p\",\"attributes\":{\"x\":null,\"y\":\"\\u00e4\\\"\"}}", "{\"policyId\":\"a:p\",\"attributes\":{\"x\":1},\"_metadata\":{\"attributes\":{}}}")) {
            ThingState thing = new ThingState("a:b", 1, 0, 0, null, new ClientPart(JsonFactory.newObject(own).toString(), null), null);
            assertEquals(thing.json().toString(), thing.text());
        }
    }
}
