package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.SiteFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleFilesTest {
    private final Hall hall = new Hall(3);

    private static String rule(String more) {
        return "{'rules': [{'rule': 'hot', 'kind': 'limit', 'for': {'type': 'rack', 'feature': 'inlet'}, 'limits': {'hihi': 35, 'hi': 27}" + more + "}]}";
    }

    private String fault(String json) {
        List<BookFault> faults = hall.book(json).faults();
        assertEquals(1, faults.size(), faults.toString());
        return faults.get(0).toString();
    }

    @Test
    void aTemplateIsForEveryPointThatFitsAndExceptionsLieOverIt() {
        RuleBook book = hall.book(rule(", 'except': [{'for': {'asset': 'rack-1'}, 'limits': {'hi': 30}}, {'for': {'asset': 'rack-2'}, 'off': true}]"));
        assertEquals(List.of(), book.faults());
        assertEquals(2, book.rules().size());
        assertEquals("[Level[name=hihi, limit=35.0], Level[name=hi, limit=27.0]]", book.rules().get("hot@inlet-0").check().levels().toString());
        assertEquals("[Level[name=hihi, limit=35.0], Level[name=hi, limit=30.0]]", book.rules().get("hot@inlet-1").check().levels().toString());
    }

    @Test
    void anExceptionTakesALimitAwayByNull() {
        RuleBook book = hall.book(rule(", 'except': [{'for': {'point': 'inlet-1'}, 'limits': {'hihi': null}}]"));
        assertEquals("[Level[name=hi, limit=27.0]]", book.rules().get("hot@inlet-1").check().levels().toString());
    }

    @Test
    void faultsNameFilePathAndWhatToDo() {
        assertEquals("rules/hall.json rules[0].limit: rule 'hot': is nothing that a rule of kind 'limit' knows; it knows deadband, limits and, as all do, "
            + "latching, message, offDelay, onDelay, priority, quality, unit, while (at point 'inlet-0' and 2 more)", fault(rule(", 'limit': 3")));
        assertTrue(fault(rule(", 'onDelay': {'lo': '5 s'}")).startsWith("rules/hall.json rules[0].onDelay.lo: rule 'hot': is no level of this rule; it has hihi, hi"));
        assertTrue(fault(rule(", 'priority': 'urgent'")).contains("rules[0].priority: rule 'hot': 'urgent' is no priority; there are low, medium, high and critical"));
        assertTrue(fault(rule(", 'unit': 'K'")).contains("'inlet-0' is in Cel, the rule in K"));
        assertTrue(fault(rule(", 'message': '{blorg}'")).contains("{blorg} is nothing that can be put in"));
        assertTrue(fault(rule(", 'except': [{'for': {'asset': 'rack-1'}}]")).contains("rules[0].except[0]: changes nothing"));
        assertTrue(fault("{'rules': [{'rule': 'x', 'kind': 'limit', 'for': {'typ': 'rack'}, 'limits': {'hi': 1}}]}").contains("rules[0].for.typ: is nothing to choose points by"));
        assertTrue(fault("{'rules': [\n{'rule': }]}").startsWith("rules/hall.json line 2, column"));
        assertTrue(fault("{'rules': [], 'rules': []}").contains("no valid JSON"), "a name given twice");
        assertTrue(fault("[]").contains("must be {\"rules\": [ … ]}"));
    }

    @Test
    void whatBreaksABoundOfTheParserIsAFaultWithItsLine() {
        assertEquals("rules/hall.json line 2, column 1: no valid JSON: Number value length (2000) exceeds the maximum allowed (1000)",
            fault("{'rules':\n" + "1".repeat(2_000) + "}").replaceAll("column \\d+", "column 1"));
        assertTrue(fault("{'rules':\n\n" + "[".repeat(2_000) + "]".repeat(2_000) + "}").startsWith("rules/hall.json line 3, column"));
        assertTrue(fault("{'rules': [], '" + "x".repeat(60_000) + "': 1}").startsWith("rules/hall.json line 1, column"));
    }

    @Test
    void whatFitsNothingIsNotedAndTheRestIsUsed() {
        RuleBook book = hall.book(rule(", 'except': [{'for': {'asset': 'rack-9'}, 'off': true}]"));
        assertTrue(book.whole());
        assertEquals("rules/hall.json rules[0].except[0].for: note: rule 'hot': no point that the rule is for fits", book.faults().get(0).toString());
        assertEquals(3, book.rules().size());
    }

    @Test
    void aNameIsGivenOnceInAllFiles() {
        SiteFile one = new SiteFile(rule("").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        RuleFiles.Read read = RuleFiles.parse(Map.of("b.json", one, "a.json", one));
        assertEquals(1, read.texts().size());
        assertTrue(read.faults().get(0).toString().contains("'hot' is the name of"));
    }
}
