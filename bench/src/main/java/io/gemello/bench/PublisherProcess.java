package io.gemello.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The {@link Publisher} in a JVM of its own. */
final class PublisherProcess implements AutoCloseable {
    private final Process process;

    /** @param result the file for what was sent */
    PublisherProcess(RuntimeProcess runtime, LoadSite site, int rate, int seconds, int clients, Path result) throws IOException {
        long messages = (long) rate * seconds / site.width();
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Publisher.class.getName(), runtime.mqttUri(), Integer.toString(site.assets()), Integer.toString(site.width()), Long.toString(messages),
                Double.toString((double) rate / site.width()), Integer.toString(clients), result.toString()).inheritIO();
        builder.environment().put("BENCH_PASSWORD", runtime.password());
        process = builder.start();
    }

    /** @return CPU seconds of its JVM */
    double await() throws IOException, InterruptedException {
        double cpu = 0;
        while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
            cpu = Math.max(cpu, cpu());
        }
        if (process.exitValue() != 0) {
            throw new IOException("the publisher ended with exit code " + process.exitValue());
        }
        return cpu;
    }

    private double cpu() {
        try {
            return Proc.cpuSeconds(process.pid());
        } catch (IOException ended) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
