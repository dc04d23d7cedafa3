package io.gemello.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processor time of each thread of a JVM, native ones too: the time by {@code /proc}, the name by the JDK's
 * {@code jcmd PID Thread.print}, so the runtime needs no code for it. Threads whose names differ in numbers only are added up.
 */
final class ThreadCpu {
    private static final Pattern LINE = Pattern.compile("^\"(.*)\" .*\\bnid=(0x[0-9a-f]+|\\d+)\\b.*");

    private final Map<String, Double> seconds = new HashMap<>();

    private ThreadCpu() {}

    static ThreadCpu of(long pid) throws IOException, InterruptedException {
        Map<Long, String> names = names(pid);
        ThreadCpu cpu = new ThreadCpu();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks) {
                cpu.add(task, names.get(Long.valueOf(task.getFileName().toString())));
            }
        }
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

    private void add(Path task, String name) {
        try {
            String known = name != null ? name : "native: " + Files.readString(task.resolve("comm")).strip();
            seconds.merge(known.replaceAll("@[0-9a-f]+", "").replaceAll("\\d+", "#"), Proc.cpuSeconds(task), Double::sum);
        } catch (IOException ended) {
            // its time is in the sum of the process
        }
    }

    private static Map<Long, String> names(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "Thread.print").redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd: " + text.strip());
        }
        Map<Long, String> names = new HashMap<>();
        text.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> names.put(Long.decode(line.group(2)), line.group(1)));
        return names;
    }
}
