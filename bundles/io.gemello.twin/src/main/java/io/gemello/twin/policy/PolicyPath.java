package io.gemello.twin.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.ResourceKey;
import org.eclipse.ditto.policies.model.SubjectId;

/**
 * A resource of a policy.
 *
 * @param label of the entry; null outside of entries
 * @param item the subject, the resource or the imported policy; null elsewhere
 */
public record PolicyPath(Kind kind, String label, String item) {
    /** What stands there. */
    public enum Kind { POLICY, ENTRIES, ENTRY, SUBJECTS, SUBJECT, RESOURCES, RESOURCE, IMPORTABLE, IMPORTS, IMPORT }

    public static final PolicyPath WHOLE = new PolicyPath(Kind.POLICY, null, null);

    /** From what stands behind the policy's id in a URL, percent-escapes kept; null for nothing that policies have. Slashes of a subject or a resource are its own. */
    public static PolicyPath ofUrl(String raw) {
        String[] parts = Arrays.stream(raw.split("/", 4)).map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8)).toArray(String[]::new);
        int levels = parts.length;
        if (parts[0].equals("imports") && levels <= 2) {
            return levels == 1 ? new PolicyPath(Kind.IMPORTS, null, null) : new PolicyPath(Kind.IMPORT, null, PolicyId.of(parts[1]).toString());
        }
        if (!parts[0].equals("entries") || parts[levels - 1].isEmpty()) {
            return null;
        }
        if (levels <= 2) {
            return levels == 1 ? new PolicyPath(Kind.ENTRIES, null, null) : new PolicyPath(Kind.ENTRY, parts[1], null);
        }
        return switch (parts[2]) {
            case "subjects" -> levels == 3 ? new PolicyPath(Kind.SUBJECTS, parts[1], null) : new PolicyPath(Kind.SUBJECT, parts[1], SubjectId.newInstance(parts[3]).toString());
            case "resources" -> levels == 3 ? new PolicyPath(Kind.RESOURCES, parts[1], null) : new PolicyPath(Kind.RESOURCE, parts[1], ResourceKey.newInstance(parts[3]).toString());
            case "importable" -> levels == 3 ? new PolicyPath(Kind.IMPORTABLE, parts[1], null) : null;
            default -> null;
        };
    }

    /** Where it stands in the policy's JSON. */
    public JsonPointer pointer() {
        JsonPointer entry = label == null ? JsonPointer.empty() : JsonPointer.empty().addLeaf(JsonKey.of("entries")).addLeaf(JsonKey.of(label));
        return switch (kind) {
            case POLICY -> JsonPointer.empty();
            case ENTRIES -> JsonPointer.of("/entries");
            case ENTRY -> entry;
            case SUBJECTS -> entry.addLeaf(JsonKey.of("subjects"));
            case SUBJECT -> entry.addLeaf(JsonKey.of("subjects")).addLeaf(JsonKey.of(item));
            case RESOURCES -> entry.addLeaf(JsonKey.of("resources"));
            case RESOURCE -> entry.addLeaf(JsonKey.of("resources")).addLeaf(JsonKey.of(item));
            case IMPORTABLE -> entry.addLeaf(JsonKey.of("importable"));
            case IMPORTS -> JsonPointer.of("/imports");
            case IMPORT -> JsonPointer.of("/imports").addLeaf(JsonKey.of(item));
        };
    }

    /** What rights are asked for: the slashes of a resource separate here. */
    public JsonPointer rights() {
        return kind == Kind.RESOURCE ? JsonPointer.of("/entries/" + label + "/resources/" + item) : pointer();
    }

    public boolean whole() {
        return kind == Kind.POLICY;
    }
}
