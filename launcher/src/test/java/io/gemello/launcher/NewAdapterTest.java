package io.gemello.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewAdapterTest {
    private static final String POM = """
        <project>
          <modules>
            <module>bundles/io.gemello.api</module>
            <module>bundles/io.gemello.core</module>
            <module>launcher</module>
          </modules>
        </project>
        """.indent(2);
    @TempDir Path folder;
    private Path checkout;
    private Home home;

    @BeforeEach
    void assembled() throws IOException {
        checkout = folder.resolve("gemello");
        home = new Home(checkout.resolve("dist/gemello"));
        Files.createDirectories(home.bundles());
        Files.writeString(home.bundles().resolve("io.gemello.adapter.mqtt-0.1.0.jar"), "");
        Files.createDirectories(checkout.resolve("features"));
        Files.createDirectories(checkout.resolve("bundles/io.gemello.api"));
        Files.writeString(checkout.resolve("bundles/io.gemello.api/pom.xml"), "");
        Files.writeString(checkout.resolve("pom.xml"), POM);
        Path jar = Files.writeString(folder.resolve("some.jar"), "the API");
        new AdapterRepository(home.repository()).write(jar, jar);
    }

    private int run(String... args) throws IOException {
        return NewAdapter.parse(home, args).run();
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return new TreeSet<>(all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).toList());
        }
    }

    @Test
    void outsideItIsAProjectOfItsOwnWithNothingLeftToFillIn() throws IOException {
        assertEquals(0, run("shelf2", "--dir", folder.resolve("mine").toString()));
        Path project = folder.resolve("mine/io.gemello.adapter.shelf2");
        assertEquals(Set.of(".gitignore", ".mvn/maven.config", "README.md", "pom.xml", "sites/shelf2/assets.csv", "sites/shelf2/points.csv", "sites/shelf2/site.properties",
            "src/main/java/io/gemello/adapter/shelf2/Shelf2Adapter.java", "src/main/java/io/gemello/adapter/shelf2/Shelf2Source.java",
            "src/test/java/io/gemello/adapter/shelf2/Shelf2AdapterTest.java"), files(project));
        for (String file : files(project)) {
            String text = Files.readString(project.resolve(file));
            assertFalse(text.contains("__"), file + ": " + text);
            assertFalse(text.matches("(?s).*@[a-z]+[.][a-z.]+@.*"), file + ": " + text);
        }
        String pom = Files.readString(project.resolve("pom.xml"));
        assertTrue(pom.contains("<gemello.home>" + home.folder() + "</gemello.home>"), pom);
        assertTrue(pom.contains("<gemello.version>" + new AdapterRepository(home.repository()).version() + "<"), pom);
        assertEquals(POM, Files.readString(checkout.resolve("pom.xml")), "the checkout is left alone");
    }

    @Test
    void inACheckoutItIsABundleWithAFeatureThatItsSiteAsksFor() throws IOException {
        assertEquals(0, run("shelf"));
        assertEquals(POM.replace("core</module>\n", "core</module>\n    <module>bundles/io.gemello.adapter.shelf</module>\n"), Files.readString(checkout.resolve("pom.xml")));
        Path project = checkout.resolve("bundles/io.gemello.adapter.shelf");
        assertTrue(Files.readString(project.resolve("sites/shelf/site.properties")).contains("\nfeatures = shelf\n"));
        assertTrue(Files.readString(project.resolve("pom.xml")).contains("<relativePath>../../pom.xml<"));
        Features.Plan plan = new Features().plan(checkout.resolve("features"), List.of("shelf"));
        assertEquals(List.of("io.gemello.adapter.shelf"), plan.bundles().stream().map(start -> start.id().artifact()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Shelf", "my-shelf", "../shelf", "1shelf", "my shelf", "schrank\u00e4", "class", "true", "a234567890123456789012345678901234567890x"})
    void aNameThatCannotBeAPackageIsRefused(String name) throws IOException {
        Set<String> before = files(folder);
        UsageException said = assertThrows(UsageException.class, () -> run(name, "--dir", folder.toString()));
        assertTrue(said.getMessage().startsWith("'" + name + "' cannot be an adapter's name: small letters and digits"), said.getMessage());
        assertEquals(before, files(folder));
    }

    @Test
    void whatIsThereAlreadyIsLeftAsItIs() throws IOException {
        run("shelf");
        Files.createDirectories(folder.resolve("mine/io.gemello.adapter.cellar"));
        Set<String> before = files(folder);
        assertTrue(assertThrows(UsageException.class, () -> run("shelf")).getMessage().contains("io.gemello.adapter.shelf exists already"));
        assertTrue(assertThrows(UsageException.class, () -> run("cellar", "--dir", folder.resolve("mine").toString())).getMessage().contains("exists already"));
        assertTrue(assertThrows(UsageException.class, () -> run("mqtt", "--dir", folder.toString())).getMessage().contains("Gemello itself has a bundle io.gemello.adapter.mqtt"));
        Files.writeString(checkout.resolve("features/attic.json"), "{}");
        assertTrue(assertThrows(UsageException.class, () -> run("attic")).getMessage().contains("attic.json exists already"));
        Files.delete(checkout.resolve("features/attic.json"));
        assertEquals(before, files(folder));
    }

    @Test
    void anyOtherArgumentsAreRefused() {
        for (String[] args : new String[][] {{}, {"shelf", "--dir"}, {"shelf", "--folder", "x"}, {"shelf", "--dir", "x", "y"}}) {
            assertThrows(UsageException.class, () -> run(args));
        }
    }

    /** Maven keeps what it once took under a version: another content must be another version. */
    @Test
    void theRepositoryHoldsOneVersionThatTellsItsContent() throws IOException {
        AdapterRepository repository = new AdapterRepository(home.repository());
        String first = repository.version();
        Path same = folder.resolve("some.jar");
        repository.write(same, same);
        assertEquals(first, repository.version());
        repository.write(Files.writeString(folder.resolve("other.jar"), "another API"), same);
        String second = repository.version();
        assertFalse(second.equals(first), second);
        assertTrue(files(home.repository()).stream().allMatch(file -> file.contains(second)), files(home.repository()).toString());
        assertTrue(Files.readString(home.repository().resolve("io/gemello/io.gemello.testkit/" + second + "/io.gemello.testkit-" + second + ".pom")).matches("(?s).*<version>\\d+[.]\\d+[.]\\d+</version>.*"));
    }
}
