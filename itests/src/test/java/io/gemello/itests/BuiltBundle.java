package io.gemello.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of our bundles as it was built and assembled. */
record BuiltBundle(String name, Path jar, Attributes manifest) {
    /** Splits a manifest header at the commas outside quotes. */
    private static final Pattern CLAUSES = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    static Path home() {
        return Path.of(System.getProperty("gemello.home"));
    }

    static List<BuiltBundle> all() throws IOException {
        try (Stream<Path> jars = Files.list(home().resolve("bundles"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("io.gemello.")).sorted().map(BuiltBundle::read).toList();
        }
    }

    /** The package names of a header such as {@code Import-Package}, without their attributes. */
    Set<String> packages(String header) {
        Set<String> names = new TreeSet<>();
        clauses(header).forEach(clause -> names.add(clause.split(";", 2)[0].strip()));
        return names;
    }

    /** The clauses of a header, with their attributes; empty where the header is missing. */
    List<String> clauses(String header) {
        String value = manifest.getValue(header);
        return value == null ? List.of() : List.of(CLAUSES.split(value));
    }

    private static BuiltBundle read(Path jar) {
        try (JarFile open = new JarFile(jar.toFile())) {
            Attributes manifest = open.getManifest().getMainAttributes();
            return new BuiltBundle(manifest.getValue("Bundle-SymbolicName"), jar, manifest);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
