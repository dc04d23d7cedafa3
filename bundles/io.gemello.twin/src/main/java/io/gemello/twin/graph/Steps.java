package io.gemello.twin.graph;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * The relations that a request wants to follow: all of them, or those of {@code kinds=feeds,-partOf}. A minus turns a kind around: there a
 * part that fails takes its whole with it.
 *
 * @param name as it was asked for
 * @param down from what fails to what suffers
 */
record Steps(String name, Edges down, Edges up) {
    /** @throws HttpProblem 400 for a kind that the site does not have */
    static List<Steps> asked(Request request, SiteGraph graph) {
        String text = request.query("kinds").orElse(null);
        if (text == null) {
            return graph.relations().stream().map(relation -> new Steps(relation.kind().name(), relation.down(), relation.up())).toList();
        }
        List<Steps> steps = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            Steps step = one(name.strip(), graph);
            if (steps.stream().noneMatch(known -> known.name().equals(step.name()))) {
                steps.add(step);
            }
        }
        return List.copyOf(steps);
    }

    private static Steps one(String name, SiteGraph graph) {
        boolean around = name.startsWith("-");
        String plain = around ? name.substring(1) : name;
        for (SiteGraph.Relation relation : graph.relations()) {
            if (relation.kind().name().equals(plain)) {
                return around ? new Steps(name, relation.up(), relation.down()) : new Steps(name, relation.down(), relation.up());
            }
        }
        throw new HttpProblem(400, "gemello:graph.kind", "There is no relation '" + plain + "' in this site.",
            "Choose among " + String.join(", ", graph.relations().stream().map(relation -> relation.kind().name()).toList()) + "; a minus before one turns it around.");
    }
}
