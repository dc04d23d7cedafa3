package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.alert.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, site and kinds come and go; what is in force is whole or as it was. */
class RuleShelfTest {
    private static final String HOT = "{\"rules\": [{\"rule\": \"hot\", \"kind\": \"limit\", \"for\": {\"feature\": \"inlet\"}, \"limits\": {\"hi\": 27}}]}";
    @TempDir Path site;
    private final List<RuleBook> inForce = new ArrayList<>();
    private Runnable trouble = () -> { };
    private final RuleShelf shelf = new RuleShelf(book -> {
        trouble.run();
        inForce.add(book);
    });

    @BeforeEach
    void kinds() {
        OwnKinds.ALL.forEach(shelf::add);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(site.resolve("rules"));
        Files.writeString(site.resolve("rules").resolve(name), text);
        shelf.look();
    }

    private RuleBook last() {
        return inForce.get(inForce.size() - 1);
    }

    @Test
    void aSiteWithoutRulesHasNoneAndIsInOrder() {
        shelf.applied(new Hall(site, 2));
        assertEquals(0, last().rules().size());
        assertEquals(List.of(), last().faults());
        shelf.look();
        assertEquals(1, inForce.size(), "what has not changed is not taken again");
    }

    @Test
    void filesThatComeChangeAndGoAreFollowed() throws IOException {
        shelf.applied(new Hall(site, 2));
        write("a.json", HOT);
        assertEquals(Set.of("hot@inlet-0", "hot@inlet-1"), last().rules().keySet());
        write("b.json", HOT.replace("hot", "warm"));
        assertEquals(4, last().rules().size());
        write("note.txt", "no rules");
        assertEquals(3, inForce.size(), "other files do not matter");
        Files.delete(site.resolve("rules/a.json"));
        shelf.look();
        assertEquals(Set.of("warm@inlet-0", "warm@inlet-1"), last().rules().keySet());
    }

    @Test
    void changedFilesWithAFaultChangeNothingUntilTheyAreMended() throws IOException {
        shelf.applied(new Hall(site, 2));
        write("a.json", HOT);
        write("a.json", HOT.replace("\"hi\"", "\"high\""));
        assertEquals(2, inForce.size());
        assertTrue(shelf.refused().get(0).toString().startsWith("rules/a.json rules[0].limits.high: "), shelf.refused().toString());
        shelf.applied(new Hall(site, 3));
        assertEquals(3, last().rules().size(), "the rules from before go on, over the points of today");
        assertEquals(1, shelf.refused().size(), "and the files are still refused");
        write("a.json", HOT.replace("27", "28"));
        assertEquals(List.of(), shelf.refused());
        assertEquals(28, last().rules().get("hot@inlet-0").check().levels().get(0).limit());
    }

    @Test
    void filesThatAreTakenBackToWhatIsInForceAreInOrderAgain() throws IOException {
        shelf.applied(new Hall(site, 1));
        write("a.json", HOT);
        write("a.json", "{");
        assertEquals(1, shelf.refused().size());
        write("a.json", HOT);
        assertEquals(List.of(), shelf.refused());
    }

    @Test
    void atAStartWhatHasNoFaultIsWatched() throws IOException {
        write("a.json", HOT);
        write("b.json", HOT.replace("hot", "warm").replace("\"hi\"", "\"high\""));
        shelf.applied(new Hall(site, 1));
        assertEquals(Set.of("hot@inlet-0"), last().rules().keySet());
        assertEquals(false, last().whole());
    }

    @Test
    void aKindThatGoesTakesItsRulesAlongAndBringsThemBack() throws IOException {
        AlertRule own = new AlertRule() {
            @Override
            public String kind() {
                return "own";
            }

            @Override
            public Set<String> options() {
                return Set.of("limits");
            }

            @Override
            public RuleCheck prepare(RuleSetting setting) {
                return new LimitRule().prepare(setting);
            }
        };
        shelf.add(own);
        shelf.applied(new Hall(site, 1));
        write("a.json", HOT.replace("\"limit\"", "\"own\""));
        assertEquals(1, last().rules().size());
        shelf.remove(own);
        assertEquals(0, last().rules().size());
        assertEquals(false, last().whole(), "so that its alerts are not withdrawn");
        assertTrue(last().faults().get(0).toString().contains("no bundle brings the kind 'own'"));
        shelf.add(own);
        assertEquals(1, last().rules().size());
        assertTrue(last().whole());
    }

    @Test
    void changedFilesThatOnlyLackedAKindOrAPointHoldWhenThatComes() throws IOException {
        shelf.applied(new Hall(site, 1));
        write("a.json", HOT);
        write("a.json", Stranger.RULE.replace('\'', '"'));
        assertEquals(1, shelf.refused().size());
        assertEquals(Set.of("hot@inlet-0"), last().rules().keySet());
        shelf.add(Stranger.saying(() -> Verdict.UNKNOWN));
        assertEquals(List.of(), shelf.refused());
        assertEquals(Set.of("odd@inlet-0"), last().rules().keySet());
        write("a.json", HOT.replace("limit\"", "deviation\"").replace("\"limits\"", "\"from\": {\"point\": \"supply-1\"}, \"limits\""));
        assertEquals(1, shelf.refused().size());
        shelf.applied(new Hall(site, 2));
        assertEquals(List.of(), shelf.refused());
        assertEquals(Set.of("hot@inlet-0", "hot@inlet-1"), last().rules().keySet());
    }

    @Test
    void aKindThatFailsIsAFaultOfTheRulesThatNeedIt() throws IOException {
        shelf.add(new Stranger(() -> {
            throw new IllegalStateException("broken");
        }, () -> Verdict.UNKNOWN));
        shelf.applied(new Hall(site, 1));
        write("a.json", HOT);
        write("a.json", Stranger.RULE.replace('\'', '"'));
        assertTrue(shelf.refused().get(0).toString().contains("the bundle that brings 'strange' failed"), shelf.refused().toString());
        assertEquals(Set.of("hot@inlet-0"), last().rules().keySet());
    }

    @Test
    void aFileBeyondTheParsersBoundsIsAFaultAndTheOthersAreFollowed() throws IOException {
        String bad = HOT.replace("hot", "warm").replace("27", "1".repeat(2_000));
        write("b.json", bad);
        write("a.json", HOT);
        shelf.applied(new Hall(site, 1));
        assertEquals(Set.of("hot@inlet-0"), last().rules().keySet());
        assertTrue(last().faults().get(0).toString().startsWith("rules/b.json line 1, column"), last().faults().toString());
        write("b.json", HOT.replace("hot", "warm"));
        write("c.json", bad);
        assertTrue(shelf.refused().get(0).toString().startsWith("rules/c.json line 1, column"), shelf.refused().toString());
        Files.delete(site.resolve("rules/c.json"));
        shelf.look();
        assertEquals(List.of(), shelf.refused());
        assertEquals(Set.of("hot@inlet-0", "warm@inlet-0"), last().rules().keySet());
    }

    @Test
    void whateverIsThrownIsSaidAndTriedAgain() throws IOException {
        trouble = () -> {
            throw new StackOverflowError();
        };
        write("a.json", HOT);
        shelf.applied(new Hall(site, 1));
        assertEquals("rules/: could not be taken, it is tried again every 2 s: java.lang.StackOverflowError", shelf.refused().get(0).toString());
        OwnKinds.ALL.forEach(shelf::add);
        trouble = () -> { };
        shelf.look();
        assertEquals(List.of(), shelf.refused());
        assertEquals(Set.of("hot@inlet-0"), last().rules().keySet());
    }

    @Test
    void aFolderThatCannotBeReadForAWhileIsInOrderAfterwards() throws IOException {
        shelf.applied(new Hall(site, 1));
        write("a.json", HOT);
        Path inTheWay = Files.createDirectory(site.resolve("rules/other.json"));
        shelf.look();
        assertEquals(1, shelf.refused().size());
        Files.delete(inTheWay);
        shelf.look();
        assertEquals(List.of(), shelf.refused());
    }
}
