package io.gemello.http;

import io.gemello.api.access.Audit;
import io.gemello.api.access.Subject;
import io.gemello.api.deploy.DeployFolder;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bundles that come by the console's upload form, or by curl in the same form: they are put into the deploy folder, whose rules they obey. The console's own installer never sees them. */
final class ConsoleUpload {
    private static final String FILE = "bundlefile";
    /** Bytes. The largest bundle of our own has 25 MB. */
    private static final long MOST = 256L << 20;
    private static final int FOUND = 302;
    private static final Map<String, String> CLOSE = Map.of("Connection", "close");
    private final Audit audit;

    ConsoleUpload(Audit audit) {
        this.audit = audit;
    }

    static boolean multipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** The files of a multipart request; empty when it brings none. @throws HttpProblem for a body that is too large or broken */
    static List<Part> files(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() < 0) {
            throw new HttpProblem(411, "gemello:upload.length", "An upload announces its length.", "Send it with Content-Length, not in chunks.", CLOSE);
        }
        if (request.getContentLengthLong() > MOST) {
            throw new HttpProblem(413, "gemello:body.too-large", "An upload has at most " + (MOST >> 20) + " MiB.", "Put the file into the folder deploy of the data folder.", CLOSE);
        }
        try {
            return request.getParts().stream().filter(part -> part.getName().equals(FILE) && part.getSubmittedFileName() != null && !part.getSubmittedFileName().isEmpty()).toList();
        } catch (ServletException | IllegalStateException broken) {
            throw new HttpProblem(400, "gemello:upload.form", "The upload is not a form with files.", "Send it as the console's page does: multipart/form-data with the file as " + FILE + ".");
        }
    }

    /** Answers the request: back to the list of bundles, or what was refused and why. @param deploy null while nobody takes files */
    void take(HttpServletRequest request, HttpServletResponse response, Subject who, List<Part> files, DeployFolder deploy) throws IOException {
        HttpProblem problem = files.isEmpty()
            ? new HttpProblem(400, "gemello:upload.form", "The upload brings no file.", "Choose a bundle's .jar, or a feature's .json.") : put(who, files, deploy);
        if (problem == null && request.getRequestURI().endsWith("/install")) {
            response.setContentLength(0);
        } else if (problem == null) {
            response.setStatus(FOUND);
            response.setHeader("Location", request.getRequestURI());
        } else if (wantsPage(request)) {
            Response page = Page.filled("refused.html", Map.of("message", problem.getMessage(), "description", problem.description(), "back", request.getRequestURI())).status(problem.status());
            AnswerWriter.write(request, response, page, AnswerWriter.bytes(page));
        } else {
            AnswerWriter.refuse(request, response, problem);
        }
    }

    /** @return null when all files were taken */
    private HttpProblem put(Subject who, List<Part> files, DeployFolder deploy) throws IOException {
        HttpProblem problem = null;
        List<String> taken = new ArrayList<>();
        for (Part file : files) {
            String name = file.getSubmittedFileName();
            HttpProblem refused = put(name, file, deploy);
            audit.record(who, ConsoleChange.INSTALL, name, refused == null ? "done" : refused.getMessage());
            if (refused == null) {
                taken.add(Quoted.of(name));
            } else if (problem == null) {
                problem = refused;
            }
        }
        return problem == null || taken.isEmpty() ? problem
            : new HttpProblem(problem.status(), problem.error(), problem.getMessage(), problem.description() + " These were taken: " + String.join(", ", taken) + ".");
    }

    private static HttpProblem put(String name, Part file, DeployFolder deploy) throws IOException {
        if (deploy == null) {
            return new HttpProblem(503, "gemello:deploy.away", "Nobody takes bundles: the bundle io.gemello.deploy does not run.", "Start it in /system/console/bundles, then upload again.", Map.of("Retry-After", "5"));
        }
        try (InputStream content = file.getInputStream()) {
            deploy.put(name, content);
            return null;
        } catch (DeployFolder.Refused refused) {
            return new HttpProblem(422, "gemello:deploy.refused", refused.getMessage(), "Nothing was changed by " + Quoted.of(name) + ".");
        } catch (IOException failed) {
            return new HttpProblem(500, "gemello:deploy.failed", "The file could not be stored: " + failed.getMessage(), "Look at the disk of the data folder, then upload again.");
        }
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }
}
