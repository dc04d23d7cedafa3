package io.gemello.bim;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.http.CsvTable;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.bim.mapping.MappingRow.Status;
import io.gemello.bim.register.Register;
import io.gemello.bim.register.RegisterMatch;
import io.gemello.bim.register.RegisteredAssets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /bim/registers}: what is in the site's registers, which element and asset it is, and rows for what the site does not have. */
final class RegisterEndpoint {
    private static final int USUAL = 1_000;
    private static final List<Status> STATUSES = List.of(Status.MATCHED, Status.AMBIGUOUS, Status.UNMATCHED, Status.DANGLING);
    private final Supplier<List<Register>> registers;
    private final Supplier<List<RegisterMatch>> matches;
    private final Supplier<Catalogue> catalogue;

    RegisterEndpoint(Supplier<List<Register>> registers, Supplier<List<RegisterMatch>> matches, Supplier<Catalogue> catalogue) {
        this.registers = registers;
        this.matches = matches;
        this.catalogue = catalogue;
    }

    /** Filters: {@code status}, {@code file}, {@code q} (in id and name); {@code limit}, {@code cursor}; {@code propose=assets} for rows of assets.csv. */
    Response list(Request request) {
        List<RegisterMatch> all = matches.get();
        String form = request.query("propose").orElse("");
        if (form.equals("assets")) {
            Catalogue site = catalogue.get();
            List<Map<String, Object>> rows = site == null ? List.of() : RegisteredAssets.of(all, site);
            return CsvTable.of("assets", RegisteredAssets.columns(rows), rows);
        }
        if (!form.isEmpty()) {
            throw new HttpProblem(400, "gemello:query.propose", "propose=" + form + " is not possible.", "Write propose=assets.");
        }
        String status = Query.word(request, "status", STATUSES.stream().map(Status::word).toList());
        String file = request.query("file").orElse("");
        String q = request.query("q").orElse("");
        List<RegisterMatch> wanted = all.stream().filter(one -> (status.isEmpty() || status.equals(one.status().word())) && (file.isEmpty() || file.equals(one.file()))
            && (one.row().id().contains(q) || one.row().name().contains(q))).toList();
        if (CsvTable.wanted(request)) {
            return CsvTable.of("registers", wanted.stream().map(RegisterEndpoint::json).toList());
        }
        int from = Query.number(request, "cursor", 0);
        int limit = Query.number(request, "limit", USUAL);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("registers", registers.get().stream().map(register -> Map.of("file", register.file(), "rows", register.rows().size(), "faults", register.faults())).toList());
        json.put("counts", counts(all));
        json.put("rows", wanted.stream().skip(from).limit(limit).map(RegisterEndpoint::json).toList());
        json.put("cursor", from + limit < wanted.size() ? from + limit : null);
        return Response.json(json);
    }

    static Map<String, Long> counts(List<RegisterMatch> all) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Status status : STATUSES) {
            counts.put(status.word(), all.stream().filter(one -> one.status() == status).count());
        }
        counts.put("not in the site", all.stream().filter(one -> one.asset() == null).count());
        return counts;
    }

    private static Map<String, Object> json(RegisterMatch match) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", match.file());
        json.put("sheet", match.row().sheet());
        json.put("line", match.row().line());
        json.put("id", match.row().id());
        json.put("name", match.row().name());
        json.put("type", match.row().type());
        json.put("in", match.row().in());
        json.put("asset", match.asset());
        json.put("status", match.status().word());
        json.put("ifcGuid", match.ifcGuid());
        json.put("by", match.by());
        json.put("detail", match.detail());
        json.put("candidates", match.candidates());
        return json;
    }
}
