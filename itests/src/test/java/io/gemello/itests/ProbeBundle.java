package io.gemello.itests;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * An adapter that no build of ours knows: compiled here against the assembled API, as an integrator's would be. It delivers
 * {@code version * 1,000,000 + n}, n = 1, 2, 3 …, ten times a second to the point that wants {@value #ADDRESS} of adapter
 * {@value #ADAPTER}; so a value tells which version sent it.
 */
final class ProbeBundle {
    static final String NAME = "org.integrator.probe";
    static final String ADAPTER = "probe";
    static final String ADDRESS = "count";
    private static final String SOURCE = """
        package org.integrator.probe;

        import io.gemello.api.adapter.*;
        import java.util.List;
        import java.util.concurrent.*;

        public final class CountingProbe {
            private final IntakeSession session;
            private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gemello-probe"));
            private long next = %d * 1_000_000L;

            public CountingProbe(Intake intake) {
                session = intake.open(new AdapterInfo("probe", "probe", "counts"));
                session.status(new AdapterStatus(AdapterStatus.State.CONNECTED, ""));
                thread.scheduleAtFixedRate(this::send, 0, 100, TimeUnit.MILLISECONDS);
            }

            private void send() {
                session.submit(List.of(new Sample(session.bind("count"), ++next, null, System.currentTimeMillis() * 1_000_000L)));
            }

            public void stop() throws InterruptedException {
                thread.shutdown();
                thread.awaitTermination(5, TimeUnit.SECONDS);
                session.close();
            }
        }
        """;
    private static final String COMPONENT = """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="org.integrator.probe" immediate="true" deactivate="stop" init="1">
          <reference name="intake" interface="io.gemello.api.adapter.Intake" parameter="0"/>
          <implementation class="org.integrator.probe.CountingProbe"/>
        </scr:component>
        """;
    private static final String MANIFEST = """
        Manifest-Version: 1.0
        Bundle-ManifestVersion: 2
        Bundle-SymbolicName: org.integrator.probe
        Bundle-Version: %d.0.0
        Import-Package: io.gemello.api.adapter;version="[1.0,2)"
        Service-Component: OSGI-INF/probe.xml

        """;

    private ProbeBundle() {}

    /** @param folder must exist; classes are compiled into it */
    static Path write(Path folder, int version) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes-" + version));
        compile(folder, classes, SOURCE.formatted(version));
        Path jar = folder.resolve(NAME + "-" + version + ".jar");
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file); Stream<Path> compiled = Files.walk(classes)) {
            // The manifest comes first: that is where readers of streams look for it.
            entry(out, "META-INF/MANIFEST.MF", MANIFEST.formatted(version).getBytes(StandardCharsets.UTF_8));
            entry(out, "OSGI-INF/probe.xml", COMPONENT.getBytes(StandardCharsets.UTF_8));
            for (Path file2 : compiled.filter(Files::isRegularFile).toList()) {
                entry(out, classes.relativize(file2).toString(), Files.readAllBytes(file2));
            }
        }
        return jar;
    }

    private static void compile(Path folder, Path classes, String source) throws IOException {
        Path file = Files.writeString(Files.createDirectories(folder.resolve("src")).resolve("CountingProbe.java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            String path = BuiltBundle.all().stream().filter(bundle -> bundle.name().equals("io.gemello.api")).map(bundle -> bundle.jar().toString()).collect(Collectors.joining());
            List<String> options = List.of("--release", "17", "-proc:none", "-d", classes.toString(), "-cp", path);
            if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(file)).call()) {
                throw new AssertionError("the probe does not compile against the API");
            }
        }
    }

    private static void entry(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
