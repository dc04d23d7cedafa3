package io.gemello.bench;

import io.gemello.bench.probe.CountingProbe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The bundle with {@link CountingProbe}, under any name and version. */
final class ProbeJar {
    private static final String COMPONENT = """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" immediate="true" deactivate="stop" init="2">
          <reference name="intake" interface="io.gemello.api.adapter.Intake" parameter="1"/>
          <implementation class="io.gemello.bench.probe.CountingProbe"/>
        </scr:component>
        """;

    private ProbeJar() {}

    /** @param adapter last part of the bundle's name, and the adapter's name */
    static Path write(Path folder, String adapter, int version) throws IOException {
        String name = "io.gemello.bench." + adapter;
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Version", version + ".0.0");
        headers.putValue("Import-Package", "io.gemello.api.adapter;version=\"[1.0,2)\",org.osgi.framework;version=\"[1.10,2)\"");
        headers.putValue("Service-Component", "OSGI-INF/probe.xml");
        Path jar = folder.resolve(name + "-" + version + ".jar");
        String type = CountingProbe.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream code = CountingProbe.class.getResourceAsStream("/" + type)) {
            out.putNextEntry(new JarEntry("OSGI-INF/probe.xml"));
            out.write(COMPONENT.formatted(name).getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry(type));
            code.transferTo(out);
        }
        return jar;
    }
}
