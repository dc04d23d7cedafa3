package io.gemello.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gemello.api.adapter.Sample;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimeTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static long nanos(SourceTime.Form form, String json) throws Exception {
        JsonNode node = JSON.readTree(json);
        return new SourceTime(form, () -> ZoneId.of("Europe/Berlin")).nanos(node);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, 1646738883.91, 2022-03-08T11:28:03.910Z",
        "AUTO, 1646738883.123456789, 2022-03-08T11:28:03.123456789Z",
        "AUTO, 1646738883910, 2022-03-08T11:28:03.910Z",
        "AUTO, '\"1646738883\"', 2022-03-08T11:28:03Z",
        "S, 1646738883, 2022-03-08T11:28:03Z",
        "S, 4.070908800e9, 2099-01-01T00:00:00Z",
        "MS, 1646738883910.5, 2022-03-08T11:28:03.910500Z",
        "ISO, '\"2024-01-22T07:06:25.260676101Z\"', 2024-01-22T07:06:25.260676101Z",
        "AUTO, '\"2024-01-22T07:06:25.2606761019Z\"', 2024-01-22T07:06:25.260676101Z",
        "AUTO, '\"2024-01-22T07:06:25+02:00\"', 2024-01-22T05:06:25Z",
        "AUTO, '\"2024-01-22 07:06:25.5 -0330\"', 2024-01-22T10:36:25.500Z",
        "AUTO, '\"2024-01-22T07:06Z\"', 2024-01-22T07:06:00Z",
        "AUTO, '\"2024-07-22T07:06:25\"', 2024-07-22T05:06:25Z",
        "AUTO, '\"2024-01-22T07:06:25\"', 2024-01-22T06:06:25Z"})
    void timesAreReadToTheNanosecond(SourceTime.Form form, String json, Instant expected) throws Exception {
        assertEquals(expected.getEpochSecond() * 1_000_000_000L + expected.getNano(), nanos(form, json));
    }

    @Test
    void aDeviceThatTellsNoTimeHasNone() throws Exception {
        assertEquals(Sample.NO_TIME, nanos(SourceTime.Form.AUTO, "null"));
        assertEquals(Sample.NO_TIME, nanos(SourceTime.Form.AUTO, "\"\""));
        assertEquals(Sample.NO_TIME, new SourceTime(SourceTime.Form.AUTO, () -> ZoneId.of("UTC")).nanos(MissingNode.getInstance()));
    }

    /** 1970 and 2000-01-01 are where clocks begin that nobody set; the rest is no time. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "17", "\"1970-01-01T00:00:12Z\"", "\"2000-01-01T00:00:12Z\"", "-1", "\"18:05\"", "\"yesterday\"", "true", "{}", "1e400", "1e-400", "1e99",
        "\"2024-13-01T00:00:00Z\"", "\"2024-01-22T07:06:25+99:00\"", "\"2024-01-22\"", "\"1e400\""})
    void whatIsNoTimeIsRefused(String json) {
        assertThrows(SourceTime.Unreadable.class, () -> nanos(SourceTime.Form.AUTO, json));
    }

    @Test
    void isoTakesNoNumbers() {
        assertThrows(SourceTime.Unreadable.class, () -> nanos(SourceTime.Form.ISO, "1646738883"));
    }
}
