package io.gemello.twin.models;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What came of looking at all things.
 *
 * @param at machine time
 * @param things that there were
 * @param modelled those of them that say which model they are of
 * @param findings misfits first; of misfits and of notes at most {@link ThingsCheck#MOST_FINDINGS}
 * @param misfits all there were
 * @param notes all there were
 * @param misfitting things with a misfit
 * @param byModel how many things each model has, by its id
 */
record ModelReport(Instant at, int things, int modelled, List<Finding> findings, int misfits, int notes, int misfitting, Map<String, Integer> byModel) {
    static final ModelReport NONE = new ModelReport(Instant.EPOCH, 0, 0, List.of(), 0, 0, 0, Map.of());
}
