package io.gemello.export.bcf;

import io.gemello.api.access.AssetGuard.Reader;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.AlertStep;
import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.Overrides;
import io.gemello.api.bim.Shade;
import io.gemello.export.bcf.Topic.Comment;
import io.gemello.export.bcf.Topic.Component;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes issues of alerts, for those whose elements are known. */
final class Topics {
    private static final Pattern IFC_GUID = Pattern.compile("[0-9A-Za-z_$]{22}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");
    private static final Comparator<Occurrence> URGENCY = Comparator.comparing(Occurrence::over).thenComparing(Occurrence::priority, Comparator.reverseOrder())
        .thenComparing(one -> one.first().at(), Comparator.reverseOrder()).thenComparing(one -> one.first().alert());
    private final Overrides all;
    private final Reader reader;
    private final Map<String, List<ElementOverride>> byAlert = new HashMap<>();
    private final Map<String, List<ElementOverride>> byPoint = new HashMap<>();
    private final Map<String, List<ElementOverride>> byAsset = new HashMap<>();

    /** @param reader who gets them */
    Topics(Overrides all, Reader reader) {
        this.all = all;
        this.reader = reader;
        for (ElementOverride element : all.elements()) {
            if (IFC_GUID.matcher(element.ifcGuid()).matches()) {
                element.alerts().forEach(alert -> under(byAlert, alert.id(), element));
                element.parameters().forEach(value -> under(byPoint, value.point(), element));
                element.assets().forEach(asset -> under(byAsset, asset, element));
            }
        }
    }

    private static void under(Map<String, List<ElementOverride>> index, String key, ElementOverride element) {
        index.computeIfAbsent(key, any -> new ArrayList<>()).add(element);
    }

    /** The most urgent first, what is over last. */
    List<Topic> of(List<Occurrence> occurrences) {
        List<Topic> topics = new ArrayList<>();
        for (Occurrence one : occurrences.stream().sorted(URGENCY).toList()) {
            Collection<ElementOverride> elements = reader.points().test(one.first().asset(), one.first().point()) ? elements(one) : List.of();
            if (!elements.isEmpty()) {
                topics.add(topic(one, elements));
            }
        }
        return topics;
    }

    /** Those that show the alert, or its point; else those that show its asset. */
    private Collection<ElementOverride> elements(Occurrence one) {
        Set<ElementOverride> own = new LinkedHashSet<>(byAlert.getOrDefault(one.first().alert(), List.of()));
        own.addAll(byPoint.getOrDefault(one.first().point(), List.of()));
        return own.isEmpty() ? byAsset.getOrDefault(one.first().asset(), List.of()) : own;
    }

    private Topic topic(Occurrence one, Collection<ElementOverride> elements) {
        AlertStep first = one.first();
        AlertStep last = one.last();
        List<String> labels = new ArrayList<>(List.of(first.rule(), first.asset()));
        if (!last.level().isEmpty()) {
            labels.add(last.level());
        }
        String level = last.level().isEmpty() ? "" : ", level " + last.level();
        String description = one.message() + "\nAlert " + first.alert() + level + ", " + last.to().word() + ".";
        List<Comment> comments = one.steps().stream().filter(AlertStep::byPerson)
            .map(step -> new Comment(Occurrence.named(one.guid(all.site()) + "/" + step.number()), step.decided(), step.actor(), step.reason().isBlank() ? step.event() : step.event() + ": " + step.reason()))
            .toList();
        List<List<Double>> places = elements.stream().map(ElementOverride::position).filter(position -> position.size() == 3).toList();
        return new Topic(one.guid(all.site()), first.message().isBlank() ? first.alert() : first.message(), status(last.to()), capital(one.priority().word()), labels.stream().distinct().toList(),
            first.at(), last.decided(), last.byPerson() ? last.actor() : Topic.AUTHOR, description, comments, elements.stream().map(this::component).sorted(Comparator.comparing(Component::ifcGuid)).toList(),
            places.isEmpty() ? null : Camera.at(places));
    }

    private Component component(ElementOverride element) {
        Shade shade = element.assets().stream().allMatch(reader.assets()) ? element.shades().get(all.schemes().get(0).name()) : null;
        boolean revit = element.revitUniqueId() != null && element.tag() != null && NUMBER.matcher(element.tag()).matches();
        return new Component(element.ifcGuid(), revit ? element.tag() : null, shade == null || shade.rgb() == null ? null : shade.rgb().substring(1).toUpperCase(Locale.ROOT), "IFCSPACE".equals(element.entity()));
    }

    private static String status(AlertState state) {
        return switch (state) {
            case UNACKNOWLEDGED, RETURNED, LATCHED_UNACKNOWLEDGED -> "Open";
            case ACKNOWLEDGED, LATCHED -> "In Progress";
            case SHELVED, OUT_OF_SERVICE -> "On Hold";
            case NORMAL -> "Closed";
        };
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
