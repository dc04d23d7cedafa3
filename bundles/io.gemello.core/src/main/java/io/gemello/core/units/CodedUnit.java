package io.gemello.core.units;

import javax.measure.Unit;

/**
 * A unit by its UCUM code.
 *
 * @param code as it stands in {@link io.gemello.api.catalogue.Point#unit()}
 * @param kind sets units of one dimension apart that must not be taken for each other, e.g. {@code angle} and plain numbers; empty for most
 * @param unit null for a logarithmic or otherwise opaque unit, which converts to itself alone
 */
public record CodedUnit(String code, String kind, Unit<?> unit) {
    @Override
    public String toString() {
        return code;
    }
}
