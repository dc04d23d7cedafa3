package io.gemello.core.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.core.intake.Unmapped;
import io.gemello.core.site.PointRegistry;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteFiles;
import io.gemello.core.site.SiteFolder;
import io.gemello.core.site.SiteTable;
import io.gemello.core.units.CodedUnit;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {
    private static final UnitBook UNITS = new UnitBook();
    private static final Discovery DISCOVERY = new Discovery(UNITS);
    private static final int REMEMBERED = 1024;
    @TempDir
    Path temporary;
    private SiteFolder site;
    private SiteDesk desk;

    @BeforeEach
    void site() throws IOException {
        site = new SiteFolder(temporary.resolve("site"));
        desk = new SiteDesk(site.path(), temporary.resolve("kept"), new SiteFiles(UNITS), new PointRegistry(temporary.resolve("points.jsonl")), point -> false, catalogue -> { });
        desk.apply();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "hall/r-7/temp | 21.5 | temperature | Cel | '' | hall/r-7/temp",
        "hall/r-7/t1 | 23.4 °C | temperature | Cel | '' | hall/r-7/t1",
        "hall/r-7/air | 74.3 °F | temperature | Cel | [degF] | hall/r-7/air",
        "x/meter-1/power_kw | 3.2 | power | kW | '' | x/meter-1/power_kw",
        "x/meter-1 | {\"kw\":3.2} | power | kW | '' | x/meter-1#$.kw",
        "x/meter-1 | {\"current_ma\":120} | current | mA | '' | x/meter-1#$.current_ma",
        "x/meter-1 | {\"power_factor\":0.98} | power-factor | 1 | '' | x/meter-1#$.power_factor",
        "x/m-1 | {\"battery\":{\"V\":5.46}} | voltage | V | '' | x/m-1#$.battery.V",
        "x/m-1 | {\"battery\":{\"percent\":73}} | battery | % | '' | x/m-1#$.battery.percent",
        "x/m-1 | {\"tF\":68.3} | temperature | Cel | [degF] | x/m-1#$.tF",
        "x/m-1 | {\"value\":21.5,\"unit\":\"°C\",\"ts\":1750000000} | temperature | Cel | '' | x/m-1#$.value@$.ts",
        "x/m-1 | {\"flow\":2.2,\"uom\":\"L/min\"} | flow | L/min | '' | x/m-1#$.flow",
        "x/m-1 | {\"Time\":\"2022-10-20T10:29:14\",\"AM2301\":{\"Temperature\":71.7},\"TempUnit\":\"F\"} | temperature | Cel | [degF] | x/m-1#$.AM2301.Temperature@$.Time",
        "x/m-1 | {\"params\":{\"ts\":1646738883.91,\"switch:0\":{\"id\":0,\"output\":true}}} | switch | 1 | '' | x/m-1#$.params['switch:0'].output@$.params.ts",
        "x/m-1 | {\"fans\":[{\"rpm\":4000}]} | fan-speed | /min | '' | x/m-1#$.fans[0].rpm",
        "x/m-1 | {\"co2\":776} | co2 | [ppm] | '' | x/m-1#$.co2",
        "x/m-1 | {\"pm2.5\":7} | pm25 | ug/m3 | '' | x/m-1#$['pm2.5']",
        "x/m-1 | {\"rssi\":-43} | signal-strength | dB{m} | '' | x/m-1#$.rssi",
        "x/m-1 | {\"airtemperature\":19.9} | temperature | Cel | '' | x/m-1#$.airtemperature",
        "x/m-1 | {\"zisternenpegel\":2} | zisternenpegel | 1 | '' | x/m-1#$.zisternenpegel"})
    void quantityUnitAndAddressAreGuessed(String topic, String payload, String quantity, String unit, String sourceUnit, String address) {
        Proposal proposal = one(topic, payload);
        assertEquals(List.of(quantity, unit, sourceUnit, address), List.of(proposal.quantity(), proposal.unit(), proposal.sourceUnit(), proposal.address()), proposal.toString());
    }

    @Test
    void anUnusualValueLowersTheConfidenceAndIsSaid() {
        Proposal plain = one("hall/r-7/temp", "21.5");
        Proposal odd = one("hall/r-7/temp", "73.4");
        assertEquals("Cel", odd.unit());
        assertTrue(odd.confidence() < plain.confidence());
        assertTrue(odd.why().stream().anyMatch(why -> why.contains("[degF]")), odd.why().toString());
        assertTrue(one("x/m-1", "{\"blorg\":1}").confidence() < 0.3);
    }

    @Test
    void statesAreSpelledAsTheDeviceSpellsThem() {
        assertEquals("CLOSED=0;OPEN=1", one("x/m-1", "{\"door\":\"OPEN\"}").states());
        assertEquals("off=0;on=1", one("shellies/plug-1/relay/0", "on").states());
        assertEquals("", one("x/m-1", "{\"door\":true}").states());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":0}", "{\"sys\":{\"mac\":\"08B6\",\"uptime\":2,\"ram_free\":137648}}", "{\"ts\":1750000000}", "{\"last_sync_ts\":1750345503}", "{\"time\":\"18:05\"}", "{\"unit\":\"W\"}", "{\"f_cnt\":2}",
        "{\"rx_metadata\":[{\"rssi\":-43}]}", "{\"restart_required\":false}", "{\"text\":\"3 blind mice\"}", "Offline", "{}", "", "{\"a\":"})
    void whatIsNoMeasurementIsNotProposed(String payload) {
        assertEquals(List.of(), propose("x/m-1", payload).points());
    }

    @Test
    void anAssetOfTheSiteIsFoundByIdOrNameAndOthersAreProposed() throws IOException {
        site.assets("asset,type,name,locatedIn\nhall,hall,Main hall,\nrack-07,rack,Rack seven,hall\n").points("");
        desk.apply();
        assertEquals("rack-07", one("dc1/RACK_07/inlet", "21").asset());
        assertEquals("rack-07", one("dc1/rack seven/inlet", "21").asset());
        assertEquals("rack-07", one("dc1/gw", "{\"rack-07\":{\"inlet\":21}}").asset());
        Proposals other = propose("dc1/rack-08/inlet", "21");
        assertEquals(List.of(new Proposals.NewAsset("rack-08", "rack", "rack-08", "hall")), other.assets());
        assertTrue(other.points().get(0).newAsset());
        assertEquals("a8404127", one("application/3b/device/a8404127/event/up", "{\"object\":{\"temp\":20}}").asset());
    }

    @Test
    void idsAreUniqueInTheSiteAndAmongThemselves() {
        List<Unmapped.Entry> entries = new ArrayList<>();
        for (String topic : List.of("a/rack/inlet", "b/rack/inlet", "c/rack/in let", "d/räck/ünlet")) {
            entries.add(entry(topic, "21"));
        }
        entries.add(entry("e/rack", "{\"switch:0\":{\"output\":true},\"switch:1\":{\"output\":true},\"tC\":20,\"tF\":68}"));
        Proposals all = DISCOVERY.propose(entries, desk.current(), 100);
        Set<String> points = new HashSet<>();
        Set<String> features = new HashSet<>(Set.of("rack inlet"));
        for (Proposal proposal : all.points()) {
            assertTrue(points.add(proposal.point()), proposal.toString());
            assertTrue(features.add(proposal.asset() + " " + proposal.feature()), proposal.toString());
        }
        assertEquals(8, points.size());
    }

    @Test
    void ofAPayloadThatWasCutWhatStandsBeforeTheCutIsProposed() {
        Proposals cut = propose("x/m-1", "{\"ts\":1750000000,\"temp\":21,\"list\":[{\"hum\":40},{\"hum\":4");
        assertEquals(List.of("x/m-1#$.temp@$.ts", "x/m-1#$.list[0].hum@$.ts"), cut.points().stream().map(Proposal::address).toList());
        assertTrue(cut.points().get(0).why().stream().anyMatch(why -> why.contains("longer than what is remembered")));
    }

    @Test
    void rowsFitUnderTheColumnsOfTheSite() throws IOException {
        Files.writeString(site.path().resolve("points.csv"), "address,point,asset,feature,quantity,unit,adapter\n");
        String rows = ProposalCsv.pointsUnder(SiteTable.points(site.path()).columns(), DISCOVERY.propose(List.of(entry("x/rack", "{\"tF\":68,\"door\":\"OPEN\"}")), desk.current(), 10));
        assertEquals("x/rack#$.tF,rack-temperature,rack,temperature,temperature,[degF],hall\n", rows, "the state needs a column that is not there, the unit does not");
    }

    /** Every proposal of every recorded payload passes the check when it is merged into the site, also beside what is there. */
    @Test
    void whatIsProposedForRealPayloadsPassesTheCheck() throws IOException {
        List<Unmapped.Entry> entries = new ArrayList<>();
        for (String file : List.of("mqtt-payloads/wifi-devices.jsonl", "mqtt-payloads/lorawan.jsonl")) {
            for (String line : shared(file)) {
                JsonNode message = new ObjectMapper().readTree(line);
                String payload = message.get("payload").isTextual() ? message.get("payload").textValue() : message.get("payload").toString();
                entries.add(entry(message.get("topic").textValue(), payload.substring(0, Math.min(REMEMBERED, payload.length()))));
            }
        }
        Proposals proposals = DISCOVERY.propose(entries, desk.current(), 1000);
        assertTrue(proposals.points().size() >= 25, proposals.points().size() + " proposals");
        merge(proposals);
        assertEquals(List.of(), desk.check().faults());
        assertEquals(proposals.points().size() + 1, desk.apply().points().added().size() + 1);
        assertEquals(List.of(), DISCOVERY.propose(List.of(), desk.current(), 1000).points());
    }

    /** 500 devices of 86 vendors tell the unit of each property; what is guessed from its name alone is right for most, and never of another kind with much confidence. */
    @Test
    void namesOfRealDevicesLeadToTheirUnits() throws IOException {
        int right = 0;
        int all = 0;
        List<String> sure = new ArrayList<>();
        for (String line : shared("zigbee2mqtt/exposes.jsonl")) {
            List<JsonNode> properties = new ArrayList<>();
            collect(new ObjectMapper().readTree(line).get("exposes"), properties);
            for (JsonNode property : properties) {
                List<CodedUnit> units = UNITS.meanings(property.path("unit").asText());
                boolean measured = property.path("type").asText().equals("numeric") && (property.path("access").asInt() & 2) == 0;
                if (!measured || units.isEmpty()) {
                    continue;
                }
                all++;
                Proposals guess = propose("zigbee2mqtt/dev-1", "{\"" + property.get("property").textValue() + "\":20}");
                Proposal first = guess.points().isEmpty() ? null : guess.points().get(0);
                String unit = first == null ? "" : first.sourceUnit().isEmpty() ? first.unit() : first.sourceUnit();
                if (units.stream().anyMatch(meant -> meant.code().equals(unit))) {
                    right++;
                } else if (first != null && first.confidence() > 0.75) {
                    sure.add(property.get("property").textValue() + " is " + units + ", not " + unit);
                }
            }
        }
        assertTrue(right > all * 0.85, right + " of " + all);
        assertEquals(List.of(), sure);
    }

    private void merge(Proposals proposals) throws IOException {
        SiteTable assets = SiteTable.assets(site.path());
        Path file = site.path().resolve("assets.csv");
        Files.writeString(file, Files.readString(file) + ProposalCsv.assetsUnder(assets.columns(), proposals));
        site.points("t1,rack,inlet,temperature,Cel,hall,a/t1,,,,,,,,,60s,\n" + ProposalCsv.pointsUnder(List.of(SiteFolder.POINT_COLUMNS.strip().split(",")), proposals));
        assertFalse(proposals.points().isEmpty());
    }

    private static void collect(JsonNode exposes, List<JsonNode> to) {
        for (JsonNode one : exposes) {
            if (one.has("property")) {
                to.add(one);
            }
            if (one.has("features")) {
                collect(one.get("features"), to);
            }
        }
    }

    private static List<String> shared(String name) throws IOException {
        Path file = Path.of(System.getProperty("gemello.shared", "absent"), "data", name);
        if (!Files.exists(file)) {
            System.out.println("skipped: shared data not found");
        }
        Assumptions.assumeTrue(Files.exists(file), "skipped: shared data not found");
        return Files.readAllLines(file);
    }

    private Proposal one(String topic, String payload) {
        List<Proposal> all = propose(topic, payload).points();
        assertFalse(all.isEmpty(), "nothing is proposed for " + payload);
        return all.get(0);
    }

    private Proposals propose(String topic, String payload) {
        return DISCOVERY.propose(List.of(entry(topic, payload)), desk.current(), 100);
    }

    private static Unmapped.Entry entry(String topic, String payload) {
        return new Unmapped.Entry("hall", topic, payload, null, 1, 0, 0);
    }
}
