package io.gemello.adapter.ipmi;

import io.gemello.testkit.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A program that takes ipmitool's command line and answers in its form. By host: {@code good…} answers, {@code says…} says
 * what the test tells it to and is away where that is nothing, {@code slow…} never ends, {@code parent} waits for a child that never ends, {@code dead…} prints ipmitool's error, {@code half…} says one
 * line and hangs, {@code endless} prints without end.
 */
final class FakeIpmitool {
    private static final String SCRIPT = """
            #!/bin/sh
            folder=$(dirname "$0")
            for last; do :; done
            [ "$last" = sdr ] || { echo "unexpected command $*" >&2; exit 9; }
            while [ $# -gt 1 ]; do
              case "$1" in -H) host=$2; shift;; -I) protocol=$2; shift;; -U) user=$2; shift;; -E) environment=yes;; esac
              shift
            done
            echo "$host $protocol $user $environment" >> "$folder/calls"
            [ "$IPMI_PASSWORD" = "pass word" ] && [ "$environment" = yes ] || { echo "Error: wrong password" >&2; exit 1; }
            case "$host" in
              good*) printf 'CPU 1 Temp       | 30 degrees C      | ok\\nSys Boot Status  | 0x00              | ok\\nSys Power        | 270 Watts         | ok\\n';;
              dead*) echo "Error: Unable to establish IPMI v2 / RMCP+ session" >&2; exit 1;;
              says*) [ -f "$folder/hangs" ] && { echo $$ >> "$folder/pids"; exec sleep 600; }; [ -f "$folder/says" ] && exec cat "$folder/says"; echo "Error: Unable to establish IPMI v2 / RMCP+ session" >&2; exit 1;;
              slow*) echo $$ >> "$folder/pids"; exec sleep 600;;
              parent) sleep 600 & echo $! >> "$folder/pids"; echo $$ >> "$folder/pids"; wait;;
              half*) printf 'CPU 1 Temp       | 30 degrees C      | ok\\nSys Power        | 27'; exec sleep 600;;
              endless) while :; do echo 'Sys Power        | 270 Watts         | ok'; done;;
            esac
            """;

    private final Path folder;
    private final Path program;
    private final Path password;

    FakeIpmitool(Path folder) throws IOException {
        this.folder = folder;
        program = folder.resolve("ipmitool");
        password = folder.resolve("password");
        Files.writeString(program, SCRIPT);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(password, "pass word\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    }

    Path program() {
        return program;
    }

    Path password() {
        return password;
    }

    /** What {@code says…} says from now on; null takes it away. */
    void says(byte[] text) throws IOException {
        Path file = folder.resolve("says");
        if (text == null) {
            Files.deleteIfExists(file);
        } else {
            Path part = Files.write(folder.resolve("says.part"), text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** From now on {@code says…} never ends; returns when it was asked. */
    void hangs() throws Exception {
        Files.createFile(folder.resolve("hangs"));
        Until.holds("it is asked", () -> !hanging().isEmpty());
    }

    /** One line per run: host, interface, user, {@code yes} for -E. */
    List<String> calls() throws IOException {
        return lines("calls");
    }

    /** The processes that never end by themselves. */
    List<Long> hanging() throws IOException {
        return lines("pids").stream().map(Long::valueOf).toList();
    }

    /** Whether a process does anything any more; one that is dead but not yet fetched by its parent does not. */
    static boolean runs(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> lines(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
