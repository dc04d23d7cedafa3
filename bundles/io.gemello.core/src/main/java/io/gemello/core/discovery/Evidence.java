package io.gemello.core.discovery;

import java.util.List;

/**
 * The word that tells what a value is.
 *
 * @param match null where no name tells anything
 * @param depth 0 for the value's own name, 1 for what it stands in, and so on outwards
 * @param where for people
 * @param certainty from 0 to 1: the further out, the less
 */
record Evidence(Words.Match match, int depth, String where, double certainty) {
    /** @param names the value's own first, then outwards @param within how many of these are of the payload, at least 1: the last part of a topic is the own name of a bare value */
    static Evidence of(List<String> names, Words words, int within) {
        Evidence weak = null;
        for (int depth = 0; depth < names.size(); depth++) {
            Words.Match match = words.match(names.get(depth));
            if (match == null || depth > 0 && words.is("generic", names.get(depth))) {
                continue;
            }
            Evidence found = new Evidence(match, depth, "'" + names.get(depth) + "'", (depth == 0 ? 0.95 : depth < within ? 0.8 : 0.6) * (match.weak() ? 0.7 : 1));
            if (!match.weak()) {
                return found;
            }
            weak = weak == null ? found : weak;
        }
        return weak == null ? new Evidence(null, 0, "", 0.2) : weak;
    }
}
