package io.gemello.http.audit;

import io.gemello.api.journal.JournalRecord;
import io.gemello.http.json.JsonBytes;
import io.gemello.http.json.JsonText;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One change, as {@link io.gemello.api.access.Audit#record} takes it, at machine time. Its texts are bounded and clean: they may be a stranger's. */
record AuditEntry(Instant time, String who, String what, String target, String outcome) {
    /** Of {@link #json}. */
    static final List<String> COLUMNS = List.of("time", "who", "what", "target", "outcome");
    static final byte TYPE = 1;
    static final byte VERSION = 1;
    private static final int MAX_NAME = 80;
    private static final int MAX_TARGET = 400;
    private static final int MAX_OUTCOME = 500;
    /** Control characters, and those that turn the direction of what stands beside them. */
    private static final Pattern UNCLEAN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\u2028\u2029]");

    AuditEntry {
        who = clean(who, MAX_NAME);
        what = clean(what, MAX_NAME);
        target = clean(target, MAX_TARGET);
        outcome = clean(outcome, MAX_OUTCOME);
    }

    private static String clean(String text, int max) {
        String whole = text == null ? "" : text;
        String bounded = whole.length() > max ? whole.substring(0, max) + "…" : whole;
        return UNCLEAN.matcher(bounded).replaceAll("?");
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", time);
        json.put("who", who);
        json.put("what", what);
        json.put("target", target);
        json.put("outcome", outcome);
        return json;
    }

    byte[] body() {
        return JsonBytes.of(json());
    }

    /** @throws IOException for a record that this version cannot read: it is refused, never passed over */
    static AuditEntry of(JournalRecord record) throws IOException {
        if (record.type() != TYPE || record.version() != VERSION) {
            throw new IOException("the audit trail holds a record of type " + record.type() + ", version " + record.version() + " at " + record.position() + "; a newer version of Gemello wrote it");
        }
        try {
            Map<?, ?> json = (Map<?, ?>) JsonText.read(record.body());
            return new AuditEntry(Instant.parse((String) json.get("time")), (String) json.get("who"), (String) json.get("what"), (String) json.get("target"), (String) json.get("outcome"));
        } catch (RuntimeException broken) {
            throw new IOException("the audit trail's record at " + record.position() + " is not an entry: " + broken.getMessage(), broken);
        }
    }
}
