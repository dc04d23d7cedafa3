package io.gemello.bim;

import io.gemello.api.access.AssetGuard;
import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.OverrideExporter;
import io.gemello.api.bim.Overrides;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.bim.patch.IfcPatch;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The model with live values and colours in it: {@code /bim/patched.ifc}, and a file where the settings name one. */
final class PatchedModel implements OverrideExporter {
    private static final String NO_COLOURS = "none";
    private static final long PATIENCE_SECONDS = 10;
    /** A large model takes seconds: requests must not take up the server's threads and the disk together. */
    private final Semaphore turn = new Semaphore(1);
    private final Supplier<SiteModel> model;
    private final Supplier<BimSnapshot> snapshots;
    private final AssetGuard guard;
    private final Path file;
    private final String colours;

    /**
     * @param model throws 404 where there is none
     * @param file that exports are written to
     * @param colours the scheme of exports
     */
    PatchedModel(Supplier<SiteModel> model, Supplier<BimSnapshot> snapshots, AssetGuard guard, Path file, String colours) {
        this.model = model;
        this.snapshots = snapshots;
        this.guard = guard;
        this.file = file;
        this.colours = colours;
    }

    /** {@code by}: a scheme's name, {@code alert} where it is not given, or {@code none}. Holds what the caller may see. */
    Response get(Request request) throws IOException, InterruptedException {
        String by = request.query("by").orElse(AlertColours.SCHEME);
        SiteModel now = model.get();
        BimSnapshot snapshot = snapshots.get();
        if (!by.equals(NO_COLOURS)) {
            LiveEndpoint.scheme(snapshot, by);
        }
        List<ElementOverride> elements = new Readable(snapshot, guard.reader(request.subject())).elements();
        if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw HttpProblem.soon("gemello:bim.patch-busy", "Other patched models are being made.", "Try again; one is made at a time.");
        }
        try {
            return made(now, elements, by);
        } catch (NoSuchFileException | ClosedChannelException replaced) {
            throw ModelEndpoint.replaced();
        } finally {
            turn.release();
        }
    }

    /** The file goes when the answer has been sent, or when it cannot be. */
    private static Response made(SiteModel now, List<ElementOverride> elements, String by) throws IOException {
        Path made = Files.createTempFile("patched", ".ifc");
        try {
            write(now, elements, by, made);
            String name = now.file().getFileName().toString().replaceFirst("(?i)\\.ifc(zip)?$", "").replaceAll("[^A-Za-z0-9_-]", "_");
            long length = Files.size(made);
            return Response.stream("application/x-step", Files.newInputStream(made, StandardOpenOption.DELETE_ON_CLOSE), length).header("Cache-Control", "private, no-store")
                .header("Content-Disposition", "attachment; filename=\"" + name + "-live.ifc\"");
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(made);
            throw broken;
        }
    }

    /** While the site has no model there is nothing to write. */
    @Override
    public void export(Overrides all) throws IOException {
        if (all.model() == null) {
            return;
        }
        if (!colours.equals(NO_COLOURS) && all.schemes().stream().noneMatch(scheme -> scheme.name().equals(colours))) {
            throw new IOException("there is no way to colour called '" + colours + "'; GET /bim/schemes lists them, set patched.colours to one of them or to none");
        }
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            write(model.get(), all.elements(), colours, half);
            // A power cut must not leave a name without its bytes.
            try (FileChannel whole = FileChannel.open(half, StandardOpenOption.WRITE)) {
                whole.force(true);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (HttpProblem none) {
            throw new IOException(none.getMessage() + " " + none.description(), none);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static void write(SiteModel now, List<ElementOverride> elements, String by, Path to) throws IOException {
        IfcPatch.write(now.ifc(), now.copy(), now.revision(), elements, by.equals(NO_COLOURS) ? null : by, to);
    }
}
