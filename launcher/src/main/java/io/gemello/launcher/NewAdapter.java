package io.gemello.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * {@code gemello new-adapter NAME [--dir DIR]}: writes a project for an adapter. In a checkout it becomes one of its bundles,
 * elsewhere it stands alone and takes the API and the test kit from this home's repository.
 */
final class NewAdapter {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,39}");
    private static final Pattern LAST_BUNDLE = Pattern.compile("(?s)(.*<module>bundles/[^<]*</module>\n)(.*)");

    private final Home home;
    private final String name;
    private final Path dir;

    /** @param dir where the project's folder is to lie; null for the checkout's bundles */
    private NewAdapter(Home home, String name, Path dir) {
        this.home = home;
        this.name = name;
        this.dir = dir;
    }

    static NewAdapter parse(Home home, String... args) {
        boolean within = args.length == 3 && args[1].equals("--dir");
        if (args.length != 1 && !within) {
            throw new UsageException("new-adapter takes a name and, if you like, a folder: new-adapter NAME [--dir DIR]");
        }
        String name = args[0];
        if (!NAME.matcher(name).matches() || SourceVersion.isKeyword(name)) {
            throw new UsageException("'" + name + "' cannot be an adapter's name: small letters and digits, a letter first, at most 40, and no word of Java's");
        }
        Path dir = within ? Path.of(args[2]) : home.checkout().isPresent() ? null : Path.of("");
        return new NewAdapter(home, name, dir == null ? null : dir.toAbsolutePath().normalize());
    }

    int run() throws IOException {
        String artifact = "io.gemello.adapter." + name;
        Path project = (dir == null ? home.checkout().orElseThrow().resolve("bundles") : dir).resolve(artifact);
        refuse(project);
        refuseNameOf(artifact);
        if (dir == null) {
            joinCheckout(project, home.checkout().orElseThrow());
        } else {
            write(project, standalone());
        }
        say(project);
        return 0;
    }

    private static void refuse(Path path) {
        if (Files.exists(path)) {
            throw new UsageException(path + " exists already: take another name, or remove it");
        }
    }

    private void refuseNameOf(String artifact) throws IOException {
        try (Stream<Path> bundles = Files.list(home.bundles())) {
            if (bundles.anyMatch(bundle -> bundle.getFileName().toString().startsWith(artifact + "-"))) {
                throw new UsageException("Gemello itself has a bundle " + artifact + ": take another name");
            }
        }
    }

    private Map<String, String> words(String version) {
        return Map.of("name", name, "Name", name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1),
            "version", version, "home", home.folder().toString().replace("&", "&amp;").replace("<", "&lt;"));
    }

    private Map<String, String> standalone() throws IOException {
        Map<String, String> words = words(new AdapterRepository(home.repository()).version());
        Map<String, String> files = project(words);
        files.put("pom.xml", Template.fill("template/standalone/pom.xml", words));
        files.put(".mvn/maven.config", Template.fill("template/standalone/maven.config", words));
        files.put(".gitignore", Template.fill("template/project/gitignore", words));
        return files;
    }

    /** One folder, one line in the root POM, one feature file. */
    private void joinCheckout(Path project, Path checkout) throws IOException {
        Map<String, String> words = words(Home.version());
        Path feature = checkout.resolve("features/" + name + ".json");
        refuse(feature);
        Path pom = checkout.resolve("pom.xml");
        String module = "    <module>bundles/" + project.getFileName() + "</module>\n";
        var modules = LAST_BUNDLE.matcher(Files.readString(pom));
        if (!modules.matches()) {
            throw new IOException(pom + " lists no bundles: there is no place for this one");
        }
        Map<String, String> files = project(words);
        files.put("pom.xml", Template.fill("template/checkout/pom.xml", words));
        files.merge("sites/" + name + "/site.properties", "features = " + name + "\n", String::concat);
        write(project, files);
        replace(feature, Template.fill("template/checkout/feature.json", words));
        replace(pom, modules.group(1) + module + modules.group(2));
    }

    private Map<String, String> project(Map<String, String> words) {
        String source = "src/main/java/io/gemello/adapter/" + name + "/" + words.get("Name");
        String test = "src/test/java/io/gemello/adapter/" + name + "/" + words.get("Name");
        Map<String, String> files = new LinkedHashMap<>();
        Map.of("Adapter.java", source + "Adapter.java",
            "Source.java", source + "Source.java",
            "AdapterTest.java", test + "AdapterTest.java",
            "README.md", "README.md",
            "site.properties", "sites/" + name + "/site.properties",
            "assets.csv", "sites/" + name + "/assets.csv",
            "points.csv", "sites/" + name + "/points.csv")
            .forEach((template, path) -> files.put(path, Template.fill("template/project/" + template, words)));
        return files;
    }

    /** Whole or not at all. */
    private static void write(Path project, Map<String, String> files) throws IOException {
        Path parent = Files.createDirectories(project.getParent());
        Path part = Files.createTempDirectory(parent, "." + project.getFileName());
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = part.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            part.toFile().setReadable(true, false);
            part.toFile().setExecutable(true, false);
            Files.move(part, project, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            remove(part);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : (Iterable<Path>) all.sorted((a, b) -> b.compareTo(a))::iterator) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void say(Path project) {
        String script = shell(home.checkout().orElse(home.folder()).resolve("gemello"));
        String site = shell(project.resolve("sites/" + name));
        if (dir == null) {
            System.out.printf("""
                %s is a bundle now: module in pom.xml, feature features/%s.json. Next:
                  %s run --site %s
                """, project, name, script, site);
        } else {
            System.out.printf("""
                %s is a project now. Next:
                  cd %s && mvn -q package
                  %s run --site %s
                  cp %s var/deploy/       (in the folder where it runs)
                """, project, shell(project), script, site, shell(project.resolve("target/" + project.getFileName() + ".jar")));
        }
    }

    /** As a shell takes it for one word. */
    private static String shell(Path path) {
        String text = path.toString();
        return text.matches("[\\w./+:@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
