package io.gemello.bim;

import io.gemello.api.catalogue.Site;
import io.gemello.bim.ifc.IfcFault;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcZip;
import io.gemello.bim.patch.PatchMark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the site's model read: copies what has changed and come to rest into the data folder, and reads that, so that nobody can
 * change it under our hands. A file that cannot be read changes nothing: the model from before goes on, and health says why.
 */
final class ModelShelf implements SiteLook.Watched, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelShelf.class);
    private static final String USUAL = "model.ifc";

    /** What tells a file from the same file changed. */
    private record Seen(Path file, long size, FileTime time) {}

    private final Path folder;
    private final long most;
    private final Consumer<SiteModel> effect;
    private Seen last;
    private Seen taken;
    private volatile SiteModel model;
    private volatile String trouble;

    /**
     * @param folder for copies
     * @param most bytes of a model
     * @param effect is given every model that is read, and null when there is none any more
     */
    ModelShelf(Path folder, long most, Consumer<SiteModel> effect) {
        this.folder = folder;
        this.most = most;
        this.effect = effect;
    }

    /** Null while there is none. */
    SiteModel model() {
        return model;
    }

    /** Why the file that lies there is not in use; null where it is, or there is none. */
    String trouble() {
        return trouble;
    }

    @Override
    public void look(Site site) {
        try {
            read(site);
        } catch (IOException | RuntimeException | LinkageError problem) {
            taken = null;
            refuse(problem.toString());
        }
    }

    /** The model's file in the site's folder. */
    static String named(Site site) {
        String named = site.properties().getOrDefault("model", "");
        return named.isBlank() ? USUAL : named.strip();
    }

    private void read(Site now) throws IOException {
        String named = now.properties().getOrDefault("model", "");
        Path file = now.folder().resolve(named(now));
        if (!Files.isRegularFile(file)) {
            last = null;
            taken = null;
            if (!named.isBlank()) {
                refuse("site.properties names the model " + named + ", and there is no such file");
            } else {
                trouble = null;
                put(null);
            }
            return;
        }
        Seen seen = new Seen(file, Files.size(file), Files.getLastModifiedTime(file));
        // A file that is still being copied changes between two looks; the first look of all takes it as it is.
        boolean atRest = seen.equals(last) || last == null && taken == null && model == null;
        last = seen;
        if (atRest && !seen.equals(taken)) {
            taken = seen;
            take(file);
        }
    }

    private void take(Path file) throws IOException {
        Files.createDirectories(folder);
        Path copy = Files.createTempFile(folder, "model", ".ifc");
        boolean used = false;
        try {
            IfcZip.copy(file, copy, most);
            if (PatchMark.strip(copy)) {
                LOG.info("{}: a patch of live values was taken off", file);
            }
            String revision = sha256(copy);
            SiteModel before = model;
            if (before != null && before.revision().equals(revision)) {
                trouble = null;
                return;
            }
            long begin = System.nanoTime();
            SiteModel next = new SiteModel(file, copy, revision, IfcModel.open(copy));
            used = true;
            LOG.info("{}: {}, {} objects, read in {} ms", file, next.ifc().schema(), next.ifc().objects().size(), (System.nanoTime() - begin) / 1_000_000);
            next.ifc().oddities().forEach(odd -> LOG.warn("{}: {}", file, odd));
            trouble = null;
            put(next);
        } catch (IfcFault fault) {
            refuse(file + ": " + fault.getMessage());
        } finally {
            if (!used) {
                Files.deleteIfExists(copy);
            }
        }
    }

    private void put(SiteModel next) throws IOException {
        SiteModel before = model;
        if (before == next) {
            return;
        }
        model = next;
        effect.accept(next);
        if (before != null) {
            before.ifc().close();
        }
        sweep(next == null ? null : next.copy());
    }

    /** Copies that nobody uses, also those of a run that was killed. */
    private void sweep(Path keep) throws IOException {
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder, "model*.ifc")) {
            for (Path copy : copies) {
                if (!copy.equals(keep)) {
                    Files.delete(copy);
                }
            }
        }
    }

    private void refuse(String why) {
        if (!why.equals(trouble)) {
            LOG.warn("{}{}", why, model == null ? "" : "; the model from before goes on");
        }
        trouble = why;
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256")); InputStream all = in) {
            byte[] block = new byte[1 << 16];
            while (all.read(block) >= 0) { }
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** When nobody looks any more. */
    @Override
    public void close() {
        SiteModel now = model;
        if (now != null) {
            try {
                now.ifc().close();
            } catch (IOException unclosed) {
                LOG.warn("the model's copy could not be closed: {}", unclosed.toString());
            }
        }
    }
}
