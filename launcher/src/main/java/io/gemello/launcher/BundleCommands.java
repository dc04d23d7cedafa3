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
 * {@code public static int run(String... args)}. They run without a framework, on a plain class path of all bundles. Several bundles may
 * take part in one command, each with what it knows about: all are run, in the order of their bundles' names.
 */
final class BundleCommands {
    private static final int WRONG_CALL = 2;
    private final Map<String, List<String>> classes;
    private final List<Path> jars;

    private BundleCommands(Map<String, List<String>> classes, List<Path> jars) {
        this.classes = classes;
        this.jars = jars;
    }

    static BundleCommands in(Home home) throws IOException {
        Map<String, List<String>> classes = new TreeMap<>();
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
                    classes.computeIfAbsent(pair[0], name -> new ArrayList<>()).add(pair[1]);
                }
            }
        }
        return new BundleCommands(classes, jars);
    }

    /** @return the worst answer of those that take part; a wrong call, 2, is not said again by the next one */
    int run(String name, String... args) throws Exception {
        List<String> types = classes.get(name);
        if (types == null) {
            throw new UsageException("there is no command " + name + "; bundles bring " + String.join(", ", classes.keySet()) + "; see `gemello help`");
        }
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            int worst = 0;
            for (int i = 0; i < types.size() && worst < WRONG_CALL; i++) {
                worst = Math.max(worst, (int) loader.loadClass(types.get(i)).getMethod("run", String[].class).invoke(null, (Object) args));
            }
            return worst;
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
