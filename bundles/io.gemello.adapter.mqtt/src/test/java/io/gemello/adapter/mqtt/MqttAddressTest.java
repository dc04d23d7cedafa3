package io.gemello.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqttAddressTest {
    private static final String DOCUMENT = """
        {"a":{"b":1,"c.d":2,"e@f":3},"list":[{"id":7,"v":"seven"},{"id":"x y","v":"blank"},{"id":9,"in":{"k":"z"},"v":"nine"}],"deep":[[1,2],[3,4]]}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "$.a.b | 1", "$['a']['c.d'] | 2", "$.a['e@f'] | 3", "$[\"a\"].b | 1", "$.list[0].v | seven", "$.list[-1].v | nine",
        "$.list[?id=7].v | seven", "$.list[?id='x y'].v | blank", "$.list[?'id'=\"x y\"].v | blank", "$.list[?in.k=z].v | nine", "$.deep[1][0] | 3",
        "$.a.nothing |''", "$.list[9].v |''", "$.list[?id=8].v |''", "$.a[0] |''", "$.a.b.c |''"})
    void pathsLeadWhereTheySay(String path, String value) throws Exception {
        assertEquals(value, MqttAddress.parse("t#" + path).path().in(new ObjectMapper().readTree(DOCUMENT)).asText());
    }

    @Test
    void topicPathAndTimePathAreSplit() throws Exception {
        var document = new ObjectMapper().readTree(DOCUMENT);
        MqttAddress address = MqttAddress.parse("v3/app@ttn/x#$.a['e@f']@$.list[?id='x y'].v");
        assertEquals("v3/app@ttn/x", address.topic());
        assertEquals("3", address.path().in(document).asText());
        assertEquals("blank", address.timePath().in(document).asText());
        assertNull(MqttAddress.parse("v3/app@ttn/x").path());
        assertNull(MqttAddress.parse("a#$.b").timePath());
        assertEquals(document, MqttAddress.parse("a#$").path().in(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "a/+/b", "a/#", "a#b", "#$.a", "a#$.", "a#$..b", "a#$.*", "a#$[*]", "a#$[", "a#$['b", "a#$['b'", "a#$[x]", "a#$[?k]", "a#$[?=v]",
        "a#$.b@", "a#$.b@c", "a#$.b@$.c@$.d", "a#$.b]"})
    void whatCannotBeAnAddressIsSaid(String address) {
        String message = assertThrows(IllegalArgumentException.class, () -> MqttAddress.parse(address)).getMessage();
        assertTrue(message.contains("'" + address + "'"), message);
    }
}
