package io.gemello.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed feature files, against the one place of versions. */
class FeatureFilesTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PROPERTY = Pattern.compile("<([\\w.]+\\.version)>([^<]+)</");
    private static final Pattern MANAGED = Pattern.compile("<groupId>([^<]+)</groupId><artifactId>([^<]+)</artifactId><version>([^<]+)</version>");
    @TempDir Path folder;

    @Test
    void everyVersionThatCnfPinsIsTheOneThatRuns() throws IOException {
        String pom = Files.readString(CHECKOUT.resolve("cnf/pom.xml"));
        Map<String, String> properties = new HashMap<>(Map.of("project.version", "0.1.0"));
        PROPERTY.matcher(pom).results().forEach(found -> properties.put(found.group(1), found.group(2)));
        Map<String, String> pinned = new HashMap<>();
        Matcher managed = MANAGED.matcher(pom);
        while (managed.find()) {
            String version = managed.group(3);
            pinned.put(managed.group(1) + ":" + managed.group(2), version.startsWith("${") ? properties.get(version.substring(2, version.length() - 1)) : version);
        }
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (Features.Start start : new Features().plan(CHECKOUT.resolve("features"), Features.names(CHECKOUT.resolve("features"))).bundles()) {
            String version = pinned.get(start.id().group() + ":" + start.id().artifact());
            compared += version == null ? 0 : 1;
            if (version != null && !version.equals(start.id().version())) {
                wrong.add(start.id() + " but cnf/pom.xml pins " + version);
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(compared >= 5, "compared only " + compared);
    }

    @Test
    void aBundleOfTwoFeaturesStartsOnceAndTheReadyNamesAddUp() throws IOException {
        Files.writeString(folder.resolve("a.json"), """
            {"feature-resource-version": "1.0", "id": "x:a:1", "variables": {"gemello.ready": "http,site"},
             "bundles": [{"id": "g:late:1", "bundleStartLevel": 9}, {"id": "g:both:jar:linux:1"}]}""");
        Files.writeString(folder.resolve("b.json"), """
            {"feature-resource-version": "1.0", "id": "x:b:1", "bundles": [{"id": "g:both:jar:linux:1"}, {"id": "g:first:1", "bundleStartLevel": 1}]}""");
        Features.Plan plan = new Features().plan(folder, List.of("a", "b"));
        assertEquals(List.of("first-1.jar", "both-1-linux.jar", "late-1.jar"), plan.bundles().stream().map(start -> start.id().fileName()).toList());
        assertEquals(java.util.Set.of("http", "site"), plan.ready());
    }

    @Test
    void aBrokenFeatureFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("c.json"), "{\"id\": ");
        IOException said = org.junit.jupiter.api.Assertions.assertThrows(IOException.class, () -> new Features().plan(folder, List.of("c")));
        assertTrue(said.getMessage().contains("c.json"), said.getMessage());
    }
}
