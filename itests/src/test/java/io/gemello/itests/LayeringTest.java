package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The star around the API, on the manifests that were built: replacing any bundle refreshes no other. */
class LayeringTest {
    private static final String API = "io.gemello.api";

    /** A foreign engine or protocol library, by the prefix of its packages, and the one bundle that may name it. */
    private static final Map<String, String> OWNERS = Map.of(
        "org.eclipse.paho", "io.gemello.adapter.mqtt",
        "org.apache.activemq", "io.gemello.broker",
        "org.apache.artemis", "io.gemello.broker",
        "org.duckdb", "io.gemello.series.duckdb",
        "com.influxdb", "io.gemello.series.influxdb",
        "org.eclipse.ditto", "io.gemello.twin",
        "jakarta.servlet", "io.gemello.http",
        "jakarta.websocket", "io.gemello.http",
        "org.eclipse.jetty", "io.gemello.http",
        "com.nimbusds", "io.gemello.http");

    @Test
    void onlyTheApiExportsPackagesAndEachOfThemHasAVersion() throws IOException {
        for (BuiltBundle bundle : BuiltBundle.all()) {
            for (String clause : bundle.clauses("Export-Package")) {
                assertEquals(API, bundle.name(), bundle.name() + " exports " + clause);
                assertTrue(clause.contains(";version=\""), clause);
            }
        }
    }

    @Test
    void aBundleImportsOfOursOnlyTheApi() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (BuiltBundle bundle : BuiltBundle.all()) {
            for (String imported : bundle.packages("Import-Package")) {
                if (imported.startsWith("io.gemello.") && !imported.startsWith(API + ".")) {
                    wrong.add(bundle.name() + " imports " + imported);
                }
            }
            if (bundle.manifest().getValue("Require-Bundle") != null || bundle.manifest().getValue("DynamicImport-Package") != null) {
                wrong.add(bundle.name() + " has Require-Bundle or DynamicImport-Package");
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void aForeignEngineIsNamedByOneBundleOnly() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (BuiltBundle bundle : BuiltBundle.all()) {
            for (String imported : bundle.packages("Import-Package")) {
                OWNERS.forEach((prefix, owner) -> {
                    if (imported.startsWith(prefix) && !bundle.name().equals(owner)) {
                        wrong.add(bundle.name() + " imports " + imported);
                    }
                });
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void whatABundleEmbedsPublishesNothingOfItsOwn() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (BuiltBundle bundle : BuiltBundle.all()) {
            for (String component : bundle.packages("Service-Component")) {
                if (!component.startsWith("OSGI-INF/" + bundle.name() + ".")) {
                    wrong.add(bundle.name() + " starts the component " + component);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void folderArtifactSymbolicNameAndPackageAreOneName() throws IOException {
        Map<String, TreeSet<String>> strangers = new TreeMap<>();
        for (BuiltBundle bundle : BuiltBundle.all()) {
            assertTrue(bundle.jar().getFileName().toString().startsWith(bundle.name() + "-"), bundle.jar().toString());
            try (var jar = new java.util.jar.JarFile(bundle.jar().toFile())) {
                jar.stream().map(entry -> entry.getName()).filter(name -> name.startsWith("io/gemello/") && name.endsWith(".class"))
                    .map(name -> name.replace('/', '.')).filter(name -> !name.startsWith(bundle.name() + "."))
                    .forEach(name -> strangers.computeIfAbsent(bundle.name(), k -> new TreeSet<>()).add(name));
            }
        }
        assertEquals(Map.of(), strangers);
        assertTrue(BuiltBundle.all().size() >= 8, "the assembly holds our bundles");
    }
}
