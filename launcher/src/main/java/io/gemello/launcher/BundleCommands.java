package io.gemello.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Commands that bundles bring along: the manifest header {@code Gemello-Command: name=class,…} names classes with a method
 * {@code public static int run(String... args)}. They run without a framework, on a plain class path of all bundles.
 */
final class BundleCommands {
    private final Map<String, String> classes;
    private final List<Path> jars;

    private BundleCommands(Map<String, String> classes, List<Path> jars) {
        this.classes = classes;
        this.jars = jars;
    }

    static BundleCommands in(Home home) throws IOException {
        Map<String, String> classes = new TreeMap<>();
        List<Path> jars;
        try (Stream<Path> files = Files.list(home.bundles())) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path jar : jars) {
            if (!jar.getFileName().toString().startsWith("io.gemello.")) {
                continue;
            }
            try (JarFile open = new JarFile(jar.toFile())) {
                String header = open.getManifest() == null ? null : open.getManifest().getMainAttributes().getValue("Gemello-Command");
                for (String entry : header == null ? new String[0] : header.split(",")) {
                    String[] pair = entry.strip().split("=", 2);
                    classes.put(pair[0], pair[1]);
                }
            }
        }
        return new BundleCommands(classes, jars);
    }

    int run(String name, String... args) throws Exception {
        String type = classes.get(name);
        if (type == null) {
            throw new UsageException("there is no command " + name + "; bundles bring " + String.join(", ", classes.keySet()) + "; see `gemello help`");
        }
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            return (int) loader.loadClass(type).getMethod("run", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
