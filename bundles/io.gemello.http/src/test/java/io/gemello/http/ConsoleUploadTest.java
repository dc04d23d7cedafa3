package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Subject;
import io.gemello.api.deploy.DeployFolder;
import io.gemello.api.http.HttpProblem;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files that come by the console's form, with a deploy folder that takes jars only. */
class ConsoleUploadTest {
    private static final Subject IRIS = new Subject("iris", Set.of());
    private final List<String> taken = new ArrayList<>();
    private final List<String> trail = new ArrayList<>();
    private final ConsoleUpload upload = new ConsoleUpload((who, what, target, outcome) -> trail.add(who.name() + " " + what + " " + target + ": " + outcome));
    private final DeployFolder folder = (name, content) -> {
        if (!name.endsWith(".jar")) {
            throw new DeployFolder.Refused(name + " is <no> bundle");
        }
        taken.add(name + "=" + new String(content.readAllBytes(), StandardCharsets.UTF_8));
        return "installed";
    };

    @Test
    void aTakenFileLeadsBackToTheList() throws Exception {
        FakeAnswer answer = send(folder, "/system/console/bundles", "a.jar");
        assertEquals(302, answer.status());
        assertEquals("/system/console/bundles", answer.header("Location"));
        assertEquals(List.of("a.jar=A.JAR"), taken);
        assertEquals(List.of("iris bundle.install a.jar: done"), trail);
    }

    @Test
    void programsThatPostToInstallGetNoRedirect() throws Exception {
        assertEquals(200, send(folder, "/system/console/install", "a.jar").status());
    }

    @Test
    void aRefusalIsAPageForBrowsersAndAnErrorForPrograms() throws Exception {
        FakeAnswer error = send(folder, "/system/console/bundles", "b.txt");
        assertEquals(422, error.status());
        assertTrue(error.text().contains("\"error\":\"gemello:deploy.refused\",\"message\":\"b.txt is <no> bundle\""), error.text());
        FakeAnswer page = new FakeAnswer();
        upload.take(FakeRequest.of("POST", "/system/console/bundles").with("Accept", "text/html,*/*").servlet(), page.servlet(), IRIS, List.of(part("bundlefile", "b.txt")), folder);
        assertEquals(422, page.status());
        assertTrue(page.text().contains("b.txt is &lt;no&gt; bundle"), page.text());
    }

    @Test
    void ofSeveralFilesTheGoodOnesAreTakenAndSaidSo() throws Exception {
        FakeAnswer answer = send(folder, "/system/console/bundles", "a.jar", "b.txt", "c.jar");
        assertEquals(422, answer.status());
        assertTrue(answer.text().contains("taken: \\\"a.jar\\\", \\\"c.jar\\\""), answer.text());
        assertEquals(2, taken.size());
        assertEquals(3, trail.size());
    }

    @Test
    void withoutTheDeployFolderNothingIsInstalled() throws Exception {
        FakeAnswer answer = send(null, "/system/console/bundles", "a.jar");
        assertEquals(503, answer.status());
        assertTrue(answer.text().contains("io.gemello.deploy"), answer.text());
        assertEquals(1, trail.size());
    }

    @Test
    void onlyFilesOfTheFormsFieldAreFiles() throws Exception {
        assertEquals(1, ConsoleUpload.files(FakeRequest.of("POST", "/").parts(part("action", null), part("bundlefile", "a.jar"), part("bundlefile", ""), part("other", "b.jar")).servlet()).size());
    }

    @Test
    void anUploadThatIsTooLargeOrHidesItsLengthIsNotRead() {
        assertEquals(413, assertThrows(HttpProblem.class, () -> ConsoleUpload.files(FakeRequest.of("POST", "/").with("Content-Length", "9999999999").servlet())).status());
        assertEquals(411, assertThrows(HttpProblem.class, () -> ConsoleUpload.files(FakeRequest.of("POST", "/").servlet())).status());
    }

    private FakeAnswer send(DeployFolder to, String path, String... names) throws IOException {
        FakeAnswer answer = new FakeAnswer();
        List<Part> parts = new ArrayList<>();
        for (String name : names) {
            parts.add(part("bundlefile", name));
        }
        upload.take(FakeRequest.of("POST", path).servlet(), answer.servlet(), IRIS, parts, to);
        return answer;
    }

    private static Part part(String field, String fileName) {
        return (Part) Proxy.newProxyInstance(ConsoleUploadTest.class.getClassLoader(), new Class<?>[] {Part.class}, (proxy, asked, arguments) -> switch (asked.getName()) {
            case "getName" -> field;
            case "getSubmittedFileName" -> fileName;
            case "getInputStream" -> new ByteArrayInputStream(fileName.toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            default -> throw new AssertionError("not foreseen: " + asked);
        });
    }
}
