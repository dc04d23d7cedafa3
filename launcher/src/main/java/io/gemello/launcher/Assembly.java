package io.gemello.launcher;

import io.gemello.launcher.trust.ContentDigest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts a built checkout together as the folder that users unpack: {@code dist/gemello}. The bundles are exactly those that
 * the feature files name; foreign ones are fetched by one Maven run over a generated POM, without their dependencies.
 */
final class Assembly {
    private final Path checkout;
    private final Path home;

    private Assembly(Path checkout) {
        this.checkout = checkout;
        this.home = checkout.resolve("dist/gemello");
    }

    static Assembly of(Path checkout) {
        return new Assembly(checkout.toAbsolutePath().normalize());
    }

    int run() throws IOException, InterruptedException {
        Path features = checkout.resolve("features");
        List<ArtifactId> ids = new Features().plan(features, Features.names(features)).bundles().stream().map(Features.Start::id).toList();
        Path bundles = Files.createDirectories(home.resolve("bundles"));
        fetch(ids.stream().filter(id -> !id.ours()).toList(), bundles);
        for (ArtifactId id : ids) {
            if (id.ours()) {
                copy(built("bundles/" + id.artifact(), id.artifact()), bundles.resolve(id.fileName()));
            }
        }
        removeOthers(bundles, ids);
        writeDigests(bundles);
        mirror(checkout.resolve("launcher/target/lib"), home.resolve("lib"));
        copy(checkout.resolve("launcher/target/gemello-launcher-" + Home.version() + ".jar"), home.resolve("lib/gemello-launcher.jar"));
        new AdapterRepository(new Home(home).repository()).write(built("bundles/io.gemello.api", "io.gemello.api"), built("testkit", "io.gemello.testkit"));
        mirror(features, home.resolve("features"));
        mirror(checkout.resolve("runtime-config"), home.resolve("runtime-config"));
        copy(checkout.resolve("gemello"), home.resolve("gemello"));
        copy(checkout.resolve("README.md"), home.resolve("README.md"));
        return 0;
    }

    private Path built(String module, String artifact) {
        return checkout.resolve(module + "/target/" + artifact + "-" + Home.version() + ".jar");
    }

    private void fetch(List<ArtifactId> foreign, Path bundles) throws IOException, InterruptedException {
        String pom = CollectPom.of(foreign);
        Path file = Files.createDirectories(checkout.resolve("dist/collect")).resolve("pom.xml");
        boolean same = Files.exists(file) && Files.readString(file).equals(pom);
        if (same && foreign.stream().allMatch(id -> Files.exists(bundles.resolve(id.fileName())))) {
            return;
        }
        Files.writeString(file, pom);
        List<String> command = new ArrayList<>(List.of("mvn", "-q", "-B", "-f", file.toString(), "dependency:copy-dependencies"));
        command.add("-DoutputDirectory=" + bundles);
        int exit = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT).start().waitFor();
        if (exit != 0) {
            Files.delete(file);
            throw new IOException("Maven could not fetch the bundles that features/*.json name; its message stands above");
        }
    }

    private static void removeOthers(Path bundles, List<ArtifactId> ids) throws IOException {
        Set<String> wanted = new HashSet<>();
        ids.forEach(id -> wanted.add(id.fileName()));
        try (Stream<Path> files = Files.list(bundles)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!wanted.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** What the distribution brings along is trusted by its content; third parties do not sign their bundles. */
    private void writeDigests(Path bundles) throws IOException {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> jars = Files.list(bundles)) {
            for (Path jar : (Iterable<Path>) jars.sorted()::iterator) {
                lines.append(ContentDigest.ofJar(jar)).append("  ").append(jar.getFileName()).append('\n');
            }
        }
        Files.writeString(new Home(home).digests(), lines);
    }

    private static void mirror(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.walk(to)) {
                old.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
            }
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    copy(file, target);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            throw new IOException(from + " is missing; build first: mvn package");
        }
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
