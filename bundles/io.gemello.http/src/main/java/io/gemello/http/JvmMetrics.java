package io.gemello.http;

import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.service.component.annotations.Component;

/** The process itself, under the names that Prometheus' own clients use, so that ready-made dashboards fit. */
@Component
public final class JvmMetrics implements MetricSource {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int KIB = 1024;
    private static final double MILLIS_PER_SECOND = 1000;

    @Override
    public void collect(Metrics to) {
        memory(to, "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
        memory(to, "nonheap", ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage());
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            to.counter("jvm_gc_collections_total", "Garbage collections", Math.max(0, gc.getCollectionCount()), "gc", gc.getName());
            to.counter("jvm_gc_collection_seconds_total", "Time spent in garbage collections", Math.max(0, gc.getCollectionTime()) / MILLIS_PER_SECOND, "gc", gc.getName());
        }
        to.gauge("jvm_threads_current", "Live threads", ManagementFactory.getThreadMXBean().getThreadCount());
        to.gauge("jvm_classes_currently_loaded", "Loaded classes", ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        to.counter("process_cpu_seconds_total", "Processor time of the process", ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / MILLIS_PER_SECOND);
        to.gauge("process_start_time_seconds", "When the process began, since 1970", ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND);
        residentBytes(to);
    }

    private static void memory(Metrics to, String area, MemoryUsage usage) {
        to.gauge("jvm_memory_used_bytes", "Used memory", usage.getUsed(), "area", area);
        to.gauge("jvm_memory_committed_bytes", "Memory taken from the system", usage.getCommitted(), "area", area);
        if (usage.getMax() >= 0) {
            to.gauge("jvm_memory_max_bytes", "Memory that may be taken at most", usage.getMax(), "area", area);
        }
    }

    /** Says nothing where there is no /proc. */
    private static void residentBytes(Metrics to) {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmRSS:")) {
                    to.gauge("process_resident_memory_bytes", "Resident memory", Double.parseDouble(line.replaceAll("\\D", "")) * KIB);
                }
            }
        } catch (IOException otherSystem) {
            return;
        }
    }
}
