package io.gemello.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processor time of each thread of a JVM, the virtual machine's own among them, by the JDK's {@code jcmd PID Thread.print}:
 * so the runtime needs no code for it. Threads whose names differ in numbers only are added up.
 */
final class ThreadCpu {
    private static final Pattern LINE = Pattern.compile("^\"(.*)\" .*?\\bcpu=([0-9.]+)ms\\b.*");

    private final Map<String, Double> seconds = new HashMap<>();

    private ThreadCpu() {}

    static ThreadCpu of(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "Thread.print").redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd: " + text.strip());
        }
        ThreadCpu cpu = new ThreadCpu();
        text.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> cpu.seconds.merge(group(line.group(1)), Double.parseDouble(line.group(2)) / 1000, Double::sum));
        return cpu;
    }

    /** Seconds since the other look, by group of threads, without those that did nothing. */
    Map<String, Double> since(ThreadCpu before) {
        Map<String, Double> used = new HashMap<>();
        seconds.forEach((name, now) -> {
            double more = now - before.seconds.getOrDefault(name, 0.0);
            if (more > 0) {
                used.put(name, more);
            }
        });
        return used;
    }

    private static String group(String name) {
        return name.replaceAll("\\d+", "#").replaceAll("@[0-9a-f#]+", "");
    }
}
