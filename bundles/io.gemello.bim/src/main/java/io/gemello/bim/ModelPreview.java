package io.gemello.bim;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.bim.ifc.IfcFault;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** A model that somebody may put in place: one of the site's folder, or one that is sent. One at a time; nothing is kept of it. */
final class ModelPreview {
    /** Bytes of a model that is sent: it is in memory for a while. */
    static final long MOST_SENT = 32L << 20;
    private final Path folder;
    private final long most;
    private final Supplier<Catalogue> catalogue;

    /** What is done with it while it is there. */
    interface Work<T> {
        T with(IfcModel model) throws IOException;
    }

    /** @param folder for copies @param most bytes of a model @param catalogue gives null for none */
    ModelPreview(Path folder, long most, Supplier<Catalogue> catalogue) {
        this.folder = folder;
        this.most = most;
        this.catalogue = catalogue;
    }

    synchronized <T> T of(Request request, Work<T> work) throws IOException {
        Files.createDirectories(folder);
        Path sent = Files.createTempFile(folder, "preview", ".ifc");
        Path copy = Files.createTempFile(folder, "preview", ".ifc");
        try {
            boolean named = request.header("Content-Type").orElse("").startsWith("application/json");
            IfcZip.copy(named ? named(request) : Files.write(sent, request.body()), copy, most);
            try (IfcModel model = IfcModel.open(copy)) {
                return work.with(model);
            }
        } catch (IfcFault fault) {
            throw new HttpProblem(422, "gemello:bim.no-such-model", "The model cannot be read: " + fault.getMessage(), "Send an IFC file, or name one of the site's folder by {\"file\": …}.");
        } finally {
            Files.deleteIfExists(sent);
            Files.deleteIfExists(copy);
        }
    }

    /** Of the site's folder, and from nowhere else. */
    private Path named(Request request) throws IOException {
        Catalogue now = catalogue.get();
        String name = request.json() instanceof Map<?, ?> body && body.get("file") instanceof String text ? text : "";
        Path site = now == null ? null : now.site().folder().toRealPath();
        Path file = site == null || name.isBlank() || name.indexOf('\0') >= 0 ? null : site.resolve(name);
        if (file == null || !Files.isRegularFile(file) || !file.toRealPath().startsWith(site)) {
            throw new HttpProblem(422, "gemello:bim.no-such-model", "The site's folder has no file '" + name + "'.", "Name one as {\"file\": \"next.ifc\"}, or send the model itself.");
        }
        return file;
    }
}
