package io.gemello.twin.protocol;

import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.protocol.InvalidPathException;

/**
 * Where a message goes: {@code /[features/{id}/]inbox|outbox/messages/{subject}}.
 *
 * @param feature null for the thing itself
 * @param to whether it goes to the thing; else it comes from it
 * @param subject null for all
 */
record MessagePlace(String feature, boolean to, String subject) {
    /** @throws InvalidPathException 400 */
    static MessagePlace of(JsonPointer path) {
        List<String> keys = StreamSupport.stream(path.spliterator(), false).map(JsonKey::toString).toList();
        int at = keys.size() > 1 && keys.get(0).equals("features") ? 2 : 0;
        boolean box = keys.size() > at + 2 && (keys.get(at).equals("inbox") || keys.get(at).equals("outbox")) && keys.get(at + 1).equals("messages");
        if (!box) {
            throw InvalidPathException.newBuilder(path).build();
        }
        return new MessagePlace(at == 0 ? null : keys.get(1), keys.get(at).equals("inbox"), String.join("/", keys.subList(at + 2, keys.size())));
    }

    JsonPointer path() {
        JsonPointer box = JsonPointer.of("/" + (to ? "inbox" : "outbox") + "/messages" + (subject == null ? "" : "/" + subject));
        return feature == null ? box : JsonPointer.of("/features").addLeaf(JsonKey.of(feature)).append(box);
    }

    boolean within(MessagePlace wanted) {
        return to == wanted.to && Objects.equals(feature, wanted.feature) && (wanted.subject == null || wanted.subject.equals(subject));
    }

    /** Anybody may claim a thing: that it becomes his is what the message asks for. */
    boolean claim() {
        return feature == null && to && subject.equals("claim");
    }
}
