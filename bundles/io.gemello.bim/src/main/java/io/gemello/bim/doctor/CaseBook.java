package io.gemello.bim.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.gemello.bim.mapping.Heirs;
import io.gemello.bim.mapping.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * All that the doctor knows, as it stands on disk. Immutable.
 *
 * @param revision of the model that its fingerprints are of; null before the first
 * @param compared the last comparison; null before the first
 * @param cases by the GlobalId of then
 * @param mapped the element that each asset and point was on in that revision
 * @param found what rules and patterns have found
 * @param untold GlobalIds of elements that were carried over and do not stand in the audit trail yet
 */
record CaseBook(int version, String revision, Compared compared, Map<String, Case> cases, Map<String, String> mapped, Map<String, Heirs.Found> found, Set<String> untold) {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    static final CaseBook EMPTY = new CaseBook(VERSION, null, null, Map.of(), Map.of(), Map.of(), Set.of());

    CaseBook {
        cases = Collections.unmodifiableMap(new LinkedHashMap<>(cases));
        mapped = Map.copyOf(mapped);
        found = Map.copyOf(found);
        untold = Set.copyOf(untold);
    }

    /** @throws IOException for a file that cannot be understood: decisions are not forgotten silently */
    static CaseBook read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return EMPTY;
        }
        JsonNode root = JSON.readTree(file.toFile());
        if (root.path("version").asInt() != VERSION) {
            throw new IOException(file + " has version " + root.path("version").asText() + ", and only " + VERSION + " is known: run the newer Gemello that wrote it, or take the file away, and with it what the mapping doctor knows");
        }
        return JSON.treeToValue(root, CaseBook.class);
    }

    void write(Path file) throws IOException {
        WholeFile.write(file, JSON.writeValueAsBytes(this));
    }

    CaseBook with(Map<String, Case> now) {
        return new CaseBook(VERSION, revision, compared, now, mapped, found, untold);
    }

    CaseBook with(Case one) {
        Map<String, Case> now = new LinkedHashMap<>(cases);
        now.put(one.was().guid(), one);
        return with(now);
    }

    CaseBook mapped(Map<String, String> rows, Map<String, Heirs.Found> byRule) {
        return new CaseBook(VERSION, revision, compared, cases, rows, byRule, untold);
    }

    CaseBook revised(String now, Compared what, Map<String, Case> all, Set<String> news) {
        return new CaseBook(VERSION, now, what, all, mapped, found, news);
    }

    CaseBook told() {
        return new CaseBook(VERSION, revision, compared, cases, mapped, found, Set.of());
    }

    @JsonIgnore
    Heirs heirs() {
        Map<String, String> next = new HashMap<>();
        Set<String> asked = new HashSet<>();
        cases.forEach((guid, one) -> {
            Case.Step decision = one.decision();
            if (decision == null) {
                asked.add(guid);
            } else {
                next.put(guid, decision.verdict() == Case.Verdict.RETIRED ? Heirs.NOBODY : decision.ifcGuid());
            }
        });
        return new Heirs(next, asked, found);
    }
}
