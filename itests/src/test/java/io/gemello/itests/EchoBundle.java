package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** A bundle as an integrator writes one, compiled here: it answers on {@code /ws/echo} with the caller's name and what he said. */
final class EchoBundle {
    private static final String SOURCE = """
        package trial.echo;
        import io.gemello.api.access.Role;
        import io.gemello.api.http.*;
        public final class Echo implements SocketEndpoint {
            @Override public String path() { return "/ws/echo"; }
            @Override public Role role() { return Role.VIEWER; }
            @Override public SocketHandler open(Socket socket, Request handshake) {
                return new SocketHandler() {
                    @Override public void text(String message) { socket.send(socket.subject().name() + ": " + message); }
                    @Override public void closed(int code, String reason) {}
                };
            }
        }
        """;
    private static final String COMPONENT = """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.1.0" name="trial.echo" immediate="true">
          <implementation class="trial.echo.Echo"/>
          <service><provide interface="io.gemello.api.http.SocketEndpoint"/></service>
        </scr:component>
        """;

    private EchoBundle() {}

    /** Puts it there, whole at once. @param work for what comes between */
    static void into(Path deploy, Path work) throws IOException {
        Path source = Files.createDirectories(work.resolve("trial/echo")).resolve("Echo.java");
        Files.writeString(source, SOURCE);
        String api = BuiltBundle.all().stream().filter(b -> b.name().equals("io.gemello.api")).findFirst().orElseThrow().jar().toString();
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "17", "-proc:none", "-cp", api, "-d", work.toString(), source.toString()));
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "trial.echo");
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Import-Package", "io.gemello.api.http;version=\"[1,2)\",io.gemello.api.access;version=\"[1,2)\"");
        headers.putValue("Service-Component", "OSGI-INF/echo.xml");
        Path part = deploy.resolve(".echo.part");
        try (OutputStream out = Files.newOutputStream(part); JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new ZipEntry("OSGI-INF/echo.xml"));
            jar.write(COMPONENT.getBytes(StandardCharsets.UTF_8));
            for (String name : new String[] {"Echo.class", "Echo$1.class"}) {
                jar.putNextEntry(new ZipEntry("trial/echo/" + name));
                jar.write(Files.readAllBytes(work.resolve("trial/echo").resolve(name)));
            }
        }
        Files.move(part, deploy.resolve("echo.jar"), StandardCopyOption.ATOMIC_MOVE);
    }
}
