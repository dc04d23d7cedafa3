package io.gemello.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux knows of a process. */
final class Proc {
    /** USER_HZ: fixed at 100 for programs on all Linux platforms that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private Proc() {}

    /** Processor time that the process has used, user and system, of ended threads too. */
    static double cpuSeconds(long pid) throws IOException {
        return cpuSeconds(Path.of("/proc/" + pid));
    }

    /** @param folder of a process or of one of its threads */
    static double cpuSeconds(Path folder) throws IOException {
        String stat = Files.readString(folder.resolve("stat"));
        String[] field = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(field[11]) + Long.parseLong(field[12])) / TICKS_PER_SECOND;
    }

    static long residentMiB(long pid) throws IOException {
        return status(pid, "VmRSS:");
    }

    static long peakResidentMiB(long pid) throws IOException {
        return status(pid, "VmHWM:");
    }

    private static long status(long pid, String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("/proc/" + pid + "/status has no " + name);
    }
}
