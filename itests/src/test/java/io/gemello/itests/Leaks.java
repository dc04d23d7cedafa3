package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of replaced bundles is still there, as the JDK's own {@code jcmd} sees the process from outside. */
record Leaks(int bundleClassLoaders, Map<String, Integer> threads) {
    private static final Pattern THREAD = Pattern.compile("^\"([^\"]*)\" #", Pattern.MULTILINE);

    /** After a full collection. */
    static Leaks of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        int loaders = (int) jcmd(pid, "VM.classloader_stats").lines().filter(line -> line.contains("BundleClassLoader")).count();
        Map<String, Integer> threads = new TreeMap<>();
        Matcher matcher = THREAD.matcher(jcmd(pid, "Thread.print"));
        while (matcher.find()) {
            // Numbers count what is made on demand and let go again: pools' members, not kinds.
            threads.merge(matcher.group(1).replaceAll("\\d+|@[0-9a-f]+", "#"), 1, Integer::sum);
        }
        return new Leaks(loaders, threads);
    }

    /** Fails unless the process gets back to what it had; what is about to end gets some time for it. */
    static void assertNoneSince(Leaks before, long pid) throws Exception {
        Leaks[] now = {of(pid)};
        try {
            GemelloProcess.awaitTrue("nothing of replaced bundles left", Duration.ofSeconds(30), () -> {
                now[0] = of(pid);
                return now[0].bundleClassLoaders <= before.bundleClassLoaders && now[0].ours().equals(before.ours());
            });
        } catch (AssertionError left) {
            assertEquals(before.bundleClassLoaders, now[0].bundleClassLoaders, "class loaders of bundles");
            assertEquals(before.ours(), now[0].ours(), "threads");
            throw left;
        }
    }

    /** Threads of ours and of the libraries inside our bundles; a pool of the web server or the broker may breathe. */
    Map<String, Integer> ours() {
        Map<String, Integer> ours = new TreeMap<>(threads);
        ours.keySet().removeIf(name -> !name.startsWith("gemello-") && !name.startsWith("MQTT ") && !name.startsWith("paho"));
        return ours;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + said);
        }
        return said;
    }
}
