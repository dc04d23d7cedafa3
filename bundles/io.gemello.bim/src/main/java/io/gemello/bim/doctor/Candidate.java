package io.gemello.bim.doctor;

import java.util.List;

/**
 * An element of the new revision that may be one of the old.
 *
 * @param score from 0 to 1; see {@link Kinship#SURE}
 * @param reasons what speaks for it, and what against
 */
public record Candidate(String guid, double score, List<String> reasons) {
    public Candidate {
        reasons = List.copyOf(reasons);
    }
}
