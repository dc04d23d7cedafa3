package io.gemello.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often each component became active in the life of this process. Each activation has a number that never comes again; it is counted
 * once, whoever tells of it. The counts are handed on from one start of the core to the next by a file, which another process does not believe. Any thread.
 */
final class ActivationCounts {
    private static final Logger LOG = LoggerFactory.getLogger(ActivationCounts.class);
    private static final String PROCESS = "process";
    private static final String COUNT = "count.";
    private static final String KNOWN = "known.";
    private final Path file;
    private final String process;
    private final Map<String, Long> counts = new TreeMap<>();
    private final Set<Long> known = new HashSet<>();

    /** @param process what tells this process from every other */
    ActivationCounts(Path file, String process) {
        this.file = file;
        this.process = process;
        Properties kept = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                kept.load(in);
            } catch (IOException | IllegalArgumentException unreadable) {
                LOG.warn("{} cannot be read; activations are counted from now on: {}", file, unreadable.getMessage());
            }
        }
        if (process.equals(kept.getProperty(PROCESS))) {
            for (String key : kept.stringPropertyNames()) {
                if (key.startsWith(COUNT)) {
                    counts.put(key.substring(COUNT.length()), Long.valueOf(kept.getProperty(key)));
                } else if (key.startsWith(KNOWN)) {
                    known.add(Long.valueOf(key.substring(KNOWN.length())));
                }
            }
        }
    }

    /** The process that this code runs in: process ids come again, together with the time of the start they do not. */
    static String thisProcess() {
        return ProcessHandle.current().pid() + "@" + ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    synchronized void active(String component, long activation) {
        if (known.add(activation)) {
            counts.merge(component, 1L, Long::sum);
        }
    }

    /** Forgets the numbers of activations that have ended. @param present of all components; numbers grow, so one beyond the greatest of these is newer than they */
    synchronized void present(Set<Long> present) {
        long newest = present.stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE);
        known.removeIf(activation -> activation < newest && !present.contains(activation));
    }

    synchronized Map<String, Long> all() {
        return Map.copyOf(counts);
    }

    /** For the core's next start in this process. */
    synchronized void save() {
        Properties kept = new Properties();
        kept.setProperty(PROCESS, process);
        counts.forEach((component, count) -> kept.setProperty(COUNT + component, Long.toString(count)));
        known.forEach(activation -> kept.setProperty(KNOWN + activation, ""));
        try (OutputStream out = Files.newOutputStream(file)) {
            kept.store(out, null);
        } catch (IOException full) {
            LOG.warn("activations are counted anew after this restart of the core: {}", full.getMessage());
        }
    }
}
