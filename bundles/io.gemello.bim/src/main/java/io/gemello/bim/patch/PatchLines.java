package io.gemello.bim.patch;

import io.gemello.bim.ifc.IfcFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The instances that a patch adds: gives them names above the model's and writes them as they come. One thread. */
final class PatchLines {
    private final OutputStream to;
    private final String end;
    private final Map<String, Integer> shared = new HashMap<>();
    private long last;

    /**
     * @param last the highest instance name of the model
     * @param end what ends a line
     */
    PatchLines(OutputStream to, int last, String end) {
        this.to = to;
        this.last = last;
        this.end = end;
    }

    /** @param body entity and parameters, without semicolon. @return its instance name */
    int add(String body) throws IOException {
        return add(body.getBytes(StandardCharsets.US_ASCII));
    }

    int add(byte[] body) throws IOException {
        if (last == Integer.MAX_VALUE) {
            throw new IfcFault("the model has used up the instance names (up to " + Integer.MAX_VALUE + "); export it anew");
        }
        last++;
        text("#" + last + "=");
        to.write(body);
        text(";");
        text(end);
        return (int) last;
    }

    /** One instance for all that ask for the same. */
    int share(String body) throws IOException {
        Integer known = shared.get(body);
        if (known == null) {
            known = add(body);
            shared.put(body, known);
        }
        return known;
    }

    void mark(String comment) throws IOException {
        text(comment);
        text(end);
    }

    private void text(String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
