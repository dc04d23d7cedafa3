package io.gemello.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureService;

/**
 * Reads OSGi Feature JSON (OSGi Compendium R8, chapter 159). Two keys of ours: a bundle's metadata
 * {@code bundleStartLevel}, and a feature's variable {@code gemello.ready} with the names of what must be up before the
 * runtime calls itself ready (comma-separated).
 */
final class Features {
    private static final int DEFAULT_START_LEVEL = 8;
    private final FeatureService reader = ServiceLoader.load(FeatureService.class, Features.class.getClassLoader()).findFirst().orElseThrow();

    /** A bundle and the start level at which it starts. */
    record Start(ArtifactId id, int level) {}

    /** What several features add up to: each bundle once, in start order. */
    record Plan(List<Start> bundles, Set<String> ready) {
        /** The same bundles, other parts to wait for. */
        Plan waitingFor(UnaryOperator<Set<String>> parts) {
            return new Plan(bundles, parts.apply(ready));
        }
    }

    Plan plan(Path folder, Collection<String> names) throws IOException {
        Map<ArtifactId, Start> bundles = new LinkedHashMap<>();
        Set<String> ready = new LinkedHashSet<>();
        for (String name : names) {
            Feature feature = read(folder.resolve(name + ".json"));
            for (FeatureBundle bundle : feature.getBundles()) {
                ArtifactId id = ArtifactId.of(bundle.getID());
                bundles.putIfAbsent(id, new Start(id, level(bundle)));
            }
            if (feature.getVariables().get("gemello.ready") instanceof String names2) {
                ready.addAll(List.of(names2.split(",")));
            }
        }
        List<Start> ordered = new ArrayList<>(bundles.values());
        ordered.sort((a, b) -> Integer.compare(a.level(), b.level()));
        return new Plan(List.copyOf(ordered), Set.copyOf(ready));
    }

    /** The names of all feature files in a folder. */
    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json"))
                .map(name -> name.substring(0, name.length() - ".json".length())).sorted().toList();
        }
    }

    private Feature read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("there is no feature " + file + "; known are " + String.join(", ", names(file.getParent())));
        }
        try (Reader in = Files.newBufferedReader(file)) {
            return reader.readFeature(in);
        } catch (RuntimeException broken) {
            throw new IOException(file + " is no OSGi feature: " + Failures.sentence(broken), broken);
        }
    }

    private static int level(FeatureBundle bundle) {
        return bundle.getMetadata().get("bundleStartLevel") instanceof Number level ? level.intValue() : DEFAULT_START_LEVEL;
    }
}
