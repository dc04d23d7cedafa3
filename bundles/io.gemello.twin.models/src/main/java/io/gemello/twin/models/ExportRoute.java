package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.api.twin.Twins;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** {@code GET /api/gemello/models/export}: all things that the caller may read, as DTDL interfaces, twins and relationships. */
final class ExportRoute {
    private static final String PATH = ModelRoutes.PATH + "/export";
    private static final Map<String, String> SOON = Map.of("Retry-After", "10");
    private static final int HIGHEST_VERSION = 999_999_999;
    private final ModelShelf shelf;
    private final Supplier<Twins> twins;
    private final Supplier<Access> access;
    /** Each goes through all things several times. */
    private final Semaphore oneAtATime = new Semaphore(1);

    /** The suppliers give null while there is none. */
    ExportRoute(ModelShelf shelf, Supplier<Twins> twins, Supplier<Access> access) {
        this.shelf = shelf;
        this.twins = twins;
        this.access = access;
    }

    Route route() {
        return new Route("GET", PATH, Role.VIEWER, this::export);
    }

    private interface Form {
        void write(ExportFiles files, OutputStream to) throws IOException;
    }

    private Response export(Request request) throws IOException {
        String format = request.query("format").orElse("dtdl");
        return switch (format) {
            case "dtdl" -> answer(request, "application/zip", "zip", ExportFiles::zip);
            case "explorer" -> answer(request, "application/json", "json", ExportFiles::graph);
            case "ndjson" -> answer(request, "application/x-ndjson", "ndjson", ExportFiles::lines);
            default -> throw new HttpProblem(400, "gemello:query.format", "format=" + DtdlReader.cut(format) + " is not possible.", "Ask for dtdl (a zip of all), explorer (digital-twins-explorer's graph file) or ndjson (the Import Jobs API's lines).");
        };
    }

    private Response answer(Request request, String type, String ending, Form form) throws IOException {
        Twins all = twins.get();
        Access judge = access.get();
        SiteFacts site = shelf.site();
        if (all == null || judge == null || site.site() == null) {
            throw new HttpProblem(503, "gemello:models.away", "There are no things to be exported now.", "The twin is being replaced, or no site is applied; try again.", SOON);
        }
        DtdlExport export = new DtdlExport(site, site.site().namespace(), version(request));
        if (!oneAtATime.tryAcquire()) {
            throw new HttpProblem(503, "gemello:models.busy", "Another export is under way.", "Try again in a moment.", SOON);
        }
        try {
            Path file = Files.createTempFile("gemello-export", "." + ending);
            boolean whole = false;
            try (OutputStream to = Files.newOutputStream(file)) {
                form.write(new ExportFiles(export, with -> each(all, judge, request.subject(), with)), to);
                whole = true;
            } catch (UncheckedIOException disk) {
                throw disk.getCause();
            } finally {
                if (!whole) {
                    Files.deleteIfExists(file);
                }
            }
            // It may be gone from the folder as soon as it is open.
            long size = Files.size(file);
            return Response.stream(type, Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE), size)
                .header("Content-Disposition", "attachment; filename=\"" + site.site().id() + "." + ending + "\"");
        } finally {
            oneAtATime.release();
        }
    }

    private static void each(Twins all, Access judge, Subject who, Consumer<JsonNode> with) {
        List<String> ids = all.ids().stream().sorted().toList();
        for (String id : ids) {
            JsonNode thing = judge.mayRead(who, id) ? ModelShelf.thing(all, id) : null;
            if (thing != null) {
                with.accept(thing);
            }
        }
    }

    private static int version(Request request) {
        try {
            int version = request.query("version").map(Integer::parseInt).orElse(1);
            if (version >= 1 && version <= HIGHEST_VERSION) {
                return version;
            }
        } catch (NumberFormatException no) {
            // said below
        }
        throw new HttpProblem(400, "gemello:query.version", "version is not possible.", "Give the number of the interfaces' version, from 1; an importer that has version 1 takes changed interfaces as version 2.");
    }
}
