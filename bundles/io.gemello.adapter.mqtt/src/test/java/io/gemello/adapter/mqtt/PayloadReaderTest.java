package io.gemello.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.testkit.FakeIntake;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of payloads as devices really send them, rubbish among it. */
class PayloadReaderTest {
    private final FakeIntake intake = new FakeIntake();
    private final IntakeSession session = intake.open(new AdapterInfo("hall", "mqtt", ""));
    private final PayloadReader reader = new PayloadReader(new SourceTime(SourceTime.Form.AUTO, () -> ZoneOffset.UTC), new Losses(session, "hall", System::nanoTime));

    private List<Object> read(byte[] payload, String... addresses) {
        List<Object> values = new ArrayList<>();
        TopicMap topics = TopicMap.of(Set.of(addresses), session::bind);
        reader.read("t", payload, topics.at("t"), sample -> values.add(sample.value()));
        return values;
    }

    private List<Object> read(String payload, String... addresses) {
        return read(payload.getBytes(StandardCharsets.UTF_8), addresses);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"20.58, 20.58, Double", "94736, 94736, Long", "-3, -3, Long", " 7 , 7, Long", "+5, 5.0, Double", "1e3, 1000.0, Double", "1e400, Infinity, Double",
        "12345678901234567890, 1.2345678901234567E19, Double", "on, on, String", "true, true, Boolean", "\"open\", open, String", "1d, 1d, String", "NaN, NaN, String", "-, -, String", "0x1F, 0x1F, String"})
    void thePayloadIsTheValue(String payload, String value, String type) {
        Object got = read(payload, "t").get(0);
        assertEquals(value + " " + type, got + " " + got.getClass().getSimpleName());
    }

    /** A decimal comma must reach the core as it is: it refuses it by name. */
    @Test
    void aDecimalCommaStaysText() {
        assertEquals(List.of("20,5"), read("20,5", "t"));
    }

    @Test
    void oneDocumentFeedsManyPoints() {
        List<Sample> samples = new ArrayList<>();
        TopicMap topics = TopicMap.of(Set.of("t#$.a@$.ts", "t#$.b", "t#$.c.d", "t#$.none", "t#$.nil"), session::bind);
        reader.read("t", "{\"a\":1.5,\"b\":true,\"c\":{\"d\":\"x\"},\"nil\":null,\"ts\":1750345503}".getBytes(StandardCharsets.UTF_8), topics.at("t"), samples::add);
        assertEquals(Set.of(1.5, true, "x"), Set.copyOf(samples.stream().map(Sample::value).toList()));
        assertEquals(1_750_345_503_000_000_000L, samples.stream().filter(s -> s.value().equals(1.5)).findFirst().orElseThrow().epochNanos());
        assertEquals(Map.of("absent", 2L), intake.lost());
    }

    @Test
    void numbersOfAllKindsComeThrough() {
        assertEquals(List.of(Double.NaN), read("{\"v\":NaN}", "t#$.v"));
        assertEquals(List.of(Double.POSITIVE_INFINITY), read("{\"v\":1e400}", "t#$.v"));
        assertEquals(List.of(Double.POSITIVE_INFINITY), read("{\"v\":1e999999999}", "t#$.v"));
        assertEquals(List.of(0.0), read("{\"v\":1e-999999999}", "t#$.v"));
        assertEquals(List.of(1e30), read("{\"v\":1000000000000000000000000000000}", "t#$.v"));
    }

    @Test
    void whatGivesNoValueIsCountedByReason() {
        read("{\"v\":1", "t#$.v");
        read("{\"v\":1} trailing", "t#$.v");
        read("[".repeat(100) + "]".repeat(100), "t#$.v");
        read("{\"v\":" + "1".repeat(1000) + "}", "t#$.v");
        read("{\"v\":{}}", "t#$.v");
        read("{\"v\":1}", "t");
        read(new byte[] {(byte) 0xff, 0, 1}, "t");
        read(new byte[0], "t");
        read("{\"v\":1,\"ts\":\"never\"}", "t#$.v@$.ts");
        assertEquals(Map.of("malformed-json", 2L, "json-limits", 2L, "not-a-value", 1L, "needs-path", 1L, "binary", 1L, "empty", 1L, "source-time", 1L), intake.lost());
    }

    @Test
    void oneBadTimeCostsTheTimeAndNotTheValue() {
        assertEquals(List.of(1L), read("{\"v\":1,\"ts\":\"never\"}", "t#$.v@$.ts"));
    }

    @Test
    void rubbishOfAnyKindThrowsNothing() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] rubbish = new byte[random.nextInt(60)];
            random.nextBytes(rubbish);
            if (rubbish.length > 0 && i % 2 == 0) {
                rubbish[0] = (byte) "{[\"-1tn".charAt(i / 2 % 7);
            }
            read(rubbish, "t", "t#$.a", "t#$[0]", "t#$@$");
        }
    }
}
