package io.gemello.deploy;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The folder as it is: looks for new, changed and vanished files. Each file is copied aside before it is checked, so that what
 * is installed is what was checked, whoever writes on. Only the deploying thread comes here.
 */
final class Folder {
    /** A broken file that still changes is being copied: nothing is said until it has been quiet for so long. */
    static final long QUIET_NANOS = 2_000_000_000L;
    private final Path folder;
    private final Path aside;
    private final Supplier<JarCheck> checks;
    private final Faults faults;
    private final LongSupplier nanos;
    private final Map<String, DeployedFile> files = new TreeMap<>();
    private final Map<String, Doubt> doubts = new TreeMap<>();
    private long copies;

    /** A file that was not fit at this time. */
    private record Doubt(Fault fault, long since) {}

    /** @param aside a folder for copies, on the same disk or not; emptied at each start of the process */
    Folder(Path folder, Path aside, Supplier<JarCheck> checks, Faults faults, LongSupplier nanos) {
        this.folder = folder;
        this.aside = aside;
        this.checks = checks;
        this.faults = faults;
        this.nanos = nanos;
    }

    Collection<DeployedFile> files() {
        return files.values();
    }

    /** @return null when there is no such file */
    DeployedFile file(String name) {
        return files.get(name);
    }

    /** Deletes the copies that nothing needs any more. */
    void tidy() throws IOException {
        Set<Path> needed = new HashSet<>();
        files.values().forEach(file -> file.contents(needed));
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(aside, "deploy-*.jar")) {
            for (Path copy : copies) {
                if (!needed.contains(copy)) {
                    Files.delete(copy);
                }
            }
        }
    }

    /** @return whether something else is on offer now */
    boolean scan() throws IOException {
        boolean changed = false;
        Map<String, FileStamp> now = list();
        for (var found : now.entrySet()) {
            DeployedFile file = files.computeIfAbsent(found.getKey(), DeployedFile::new);
            if (!file.unchanged(found.getValue())) {
                changed |= read(file, found.getValue());
            }
        }
        for (DeployedFile file : files.values().toArray(DeployedFile[]::new)) {
            if (!now.containsKey(file.name()) && file.missedTwice()) {
                files.remove(file.name());
                doubts.remove(file.name());
                faults.mended(file.name());
                changed = true;
            }
        }
        sayWhatStaysBroken();
        return changed;
    }

    private Map<String, FileStamp> list() throws IOException {
        Map<String, FileStamp> now = new TreeMap<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder, "[!.]*.{jar,json}")) {
            for (Path file : listed) {
                FileStamp stamp = FileStamp.of(file);
                if (stamp != null) {
                    now.put(file.getFileName().toString(), stamp);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return now;
    }

    private boolean read(DeployedFile file, FileStamp stamp) {
        file.seen(stamp);
        try {
            Offer offer = copyAndCheck(folder.resolve(file.name()));
            doubts.remove(file.name());
            faults.mended(file.name());
            file.take(offer);
            return true;
        } catch (NotFit broken) {
            doubts.put(file.name(), new Doubt(broken.fault(), nanos.getAsLong()));
        } catch (IOException failed) {
            file.unreadable();
            doubts.putIfAbsent(file.name(), new Doubt(new Fault("cannot be read (" + failed + ")", "see to the rights of the file, and to room on the disk"), nanos.getAsLong()));
        }
        return false;
    }

    private Offer copyAndCheck(Path file) throws IOException, NotFit {
        if (file.getFileName().toString().endsWith(".json")) {
            return FeatureFile.read(file);
        }
        JarCheck check = checks.get();
        check.looksWhole(file);
        Path copy = Files.copy(file, aside.resolve("deploy-" + copies++ + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        try {
            return check.read(copy);
        } catch (NotFit broken) {
            Files.delete(copy);
            throw broken;
        }
    }

    private void sayWhatStaysBroken() {
        doubts.entrySet().removeIf(doubt -> {
            boolean quiet = nanos.getAsLong() - doubt.getValue().since() >= QUIET_NANOS;
            if (quiet) {
                faults.report(doubt.getKey(), doubt.getValue().fault());
            }
            return quiet;
        });
    }
}
