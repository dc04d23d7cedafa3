package io.gemello.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.testkit.FakeIntake;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Captured payloads of TTN, ChirpStack, Tasmota, Shelly and others: addresses as in points.csv are all it takes. */
class RealPayloadsTest {
    private record Expected(String value, String time) {}

    private final FakeIntake intake = new FakeIntake();
    private final IntakeSession session = intake.open(new AdapterInfo("hall", "mqtt", ""));
    private final Map<String, Expected> rows = rows();
    private final TopicMap topics = TopicMap.of(rows.keySet(), session::bind);
    private final PayloadReader reader = new PayloadReader(new SourceTime(SourceTime.Form.AUTO, () -> ZoneId.of("Europe/Berlin")), new Losses(session, "hall", System::nanoTime));

    @Test
    void everyRealPayloadMapsByRowsAlone() throws Exception {
        Path folder = Path.of(System.getProperty("gemello.shared", "")).resolve("data/mqtt-payloads");
        if (!Files.isDirectory(folder)) {
            System.out.println("skipped: shared data not found");
            Assumptions.abort("shared data not found");
        }
        Map<String, Sample> got = new HashMap<>();
        Set<String> seen = new HashSet<>();
        ObjectMapper mapper = new ObjectMapper();
        for (String file : List.of("lorawan.jsonl", "wifi-devices.jsonl", "lorawan-codec-examples.jsonl")) {
            for (String line : Files.readAllLines(folder.resolve(file))) {
                JsonNode entry = mapper.readTree(line);
                // The codecs' examples carry no topic: what they decode to is published under maker and model.
                String topic = entry.has("topic") ? entry.get("topic").asText() : entry.get("vendor").asText() + "/" + entry.get("model").asText();
                JsonNode payload = entry.has("payload") ? entry.get("payload") : entry.get("decoded");
                String text = payload.isTextual() ? payload.asText() : payload.toString();
                assertTrue(topics.topics().contains(topic), () -> "no row for " + topic);
                seen.add(topic);
                reader.read(topic, text.getBytes(StandardCharsets.UTF_8), topics.at(topic), sample -> got.put(sample.to().address(), sample));
            }
        }
        assertEquals(topics.topics(), seen);
        rows.forEach((address, expected) -> {
            Sample sample = got.get(address);
            assertEquals(expected.value, sample == null ? "" : sample.value().toString(), address);
            if (sample != null) {
                assertEquals(expected.time.isEmpty() ? Sample.NO_TIME : nanos(expected.time), sample.epochNanos(), address);
            }
        });
        assertEquals(Map.of("absent", 2L), intake.lost());
    }

    private static long nanos(String iso) {
        Instant time = Instant.parse(iso);
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    private static Map<String, Expected> rows() {
        Map<String, Expected> rows = new HashMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(
                new InputStreamReader(RealPayloadsTest.class.getResourceAsStream("/real-payloads.csv"), StandardCharsets.UTF_8))) {
            csv.forEach(r -> rows.put(r.getField("address"), new Expected(r.getField("value"), r.getField("time"))));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return rows;
    }
}
