package io.gemello.twin.protocol;

import io.gemello.api.http.Request;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.ditto.base.model.acks.AcknowledgementLabel;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.json.JsonFactory;

/**
 * The acknowledgements that somebody asked for.
 *
 * @param labels all, in his order; empty where he did not ask
 */
public record AckWish(Set<String> labels) {
    static final String PERSISTED = "twin-persisted";
    static final String LIVE_RESPONSE = "live-response";
    /** What is stored is found at once, so this is {@link #PERSISTED} by another name. */
    private static final String SEARCHABLE = "search-persisted";
    private static final Set<String> OURS = Set.of(PERSISTED, LIVE_RESPONSE, SEARCHABLE);

    /** From {@code requested-acks}: a JSON array, or labels with commas between. @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 400 */
    public static AckWish of(Request request) {
        return new AckWish(labels(request.query("requested-acks").or(() -> request.header("requested-acks")).orElse("")));
    }

    static Set<String> labels(String text) {
        List<String> given = text.strip().startsWith("[")
            ? DittoJsonException.wrapJsonRuntimeException(() -> JsonFactory.newArray(text)).stream().map(value -> value.isString() ? value.asString() : value.toString()).toList()
            : Arrays.stream(text.split(",")).map(String::strip).filter(label -> !label.isEmpty()).toList();
        Set<String> labels = new LinkedHashSet<>();
        given.forEach(label -> labels.add(AcknowledgementLabel.of(label).toString()));
        return labels;
    }

    /** Those that others than this twin give. */
    public Set<String> ofOthers() {
        Set<String> others = new LinkedHashSet<>(labels);
        others.removeAll(OURS);
        return others;
    }

    /** Whether the answer to the change says it all. As in Ditto it does not for who wants to read {@code search-persisted} beside another label. */
    public boolean plain() {
        return ofOthers().isEmpty() && (labels.size() < 2 || !labels.contains(SEARCHABLE));
    }

    /** Whether the twin itself is to acknowledge under this label what it stored. */
    boolean stored(String label) {
        return label.equals(PERSISTED) || label.equals(SEARCHABLE);
    }

    static boolean reserved(String label) {
        return OURS.contains(label);
    }
}
