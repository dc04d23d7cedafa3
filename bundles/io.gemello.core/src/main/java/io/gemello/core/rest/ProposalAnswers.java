package io.gemello.core.rest;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.core.discovery.Discovery;
import io.gemello.core.discovery.Proposal;
import io.gemello.core.discovery.ProposalCsv;
import io.gemello.core.discovery.Proposals;
import io.gemello.core.intake.IntakeDesk;
import io.gemello.core.intake.Unmapped;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code /api/gemello/unmapped?propose=…}: rows for what delivers and leads nowhere. {@code csv} and {@code assets} are whole tables, {@code json} has
 * both with what each guess rests on; {@code rows=site} gives rows alone, under the columns of the site's own table, to be appended to it.
 */
final class ProposalAnswers {
    private final IntakeDesk intake;
    private final SiteDesk site;
    private final Discovery discovery;

    ProposalAnswers(IntakeDesk intake, SiteDesk site, Discovery discovery) {
        this.intake = intake;
        this.site = site;
        this.discovery = discovery;
    }

    Response answer(Request request) throws IOException {
        Catalogue now = site.current();
        if (now == null) {
            throw HttpProblem.soon("gemello:site.none", "No site is applied.", "GET /api/gemello/site lists the faults of its files.");
        }
        String adapter = request.query("adapter").orElse(null);
        List<Unmapped.Entry> entries = intake.unmapped().all().stream().filter(entry -> adapter == null || entry.adapter().equals(adapter)).toList();
        Proposals proposals = discovery.propose(entries, now, Paging.limit(request));
        boolean rows = request.query("rows").orElse("").equals("site");
        Path folder = now.site().folder();
        String form = request.query("propose").orElse("csv");
        return switch (form) {
            case "csv" -> csv(rows ? under(SiteTable.points(folder), columns -> ProposalCsv.pointsUnder(columns, proposals)) : ProposalCsv.points(proposals));
            case "assets" -> csv(rows ? under(SiteTable.assets(folder), columns -> ProposalCsv.assetsUnder(columns, proposals)) : ProposalCsv.assets(proposals));
            case "json" -> Response.json(json(proposals));
            default -> throw new HttpProblem(400, "gemello:query.propose", "propose=" + form + " is not possible.", "Write csv, assets or json.");
        };
    }

    private static String under(SiteTable table, Function<List<String>, String> rows) {
        if (table.columns().isEmpty()) {
            throw new HttpProblem(409, "gemello:site.no-table", "The site has no such table.", "Leave rows=site out to get a whole one.");
        }
        return (table.ended() ? "" : "\n") + rows.apply(table.columns());
    }

    private static Response csv(String text) {
        return Response.bytes("text/csv; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> json(Proposals proposals) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("proposals", proposals.points().stream().map(ProposalAnswers::json).toList());
        json.put("assets", proposals.assets().stream().map(asset -> Map.of("asset", asset.asset(), "type", asset.type(), "name", asset.name(), "locatedIn", asset.locatedIn())).toList());
        json.put("passedOver", proposals.passedOver());
        return json;
    }

    private static Map<String, Object> json(Proposal of) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("point", of.point());
        json.put("asset", of.asset());
        json.put("newAsset", of.newAsset());
        json.put("feature", of.feature());
        json.put("quantity", of.quantity());
        json.put("unit", of.unit());
        json.put("sourceUnit", of.sourceUnit());
        json.put("states", of.states());
        json.put("adapter", of.adapter());
        json.put("address", of.address());
        json.put("value", of.value());
        json.put("confidence", of.confidence());
        json.put("why", of.why());
        return json;
    }
}
