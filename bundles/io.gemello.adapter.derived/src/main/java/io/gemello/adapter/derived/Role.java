package io.gemello.adapter.derived;

/**
 * A part that points play in a formula.
 *
 * @param unit that they must have; null for any, which must then be the same for all of them
 * @param single exactly one point
 * @param perAsset the values belong together by their assets; an asset counts when it has one in each such role
 * @param needed whether it must be given
 */
record Role(String name, String unit, boolean single, boolean perAsset, boolean needed) {
    static Role one(String name, String unit) {
        return new Role(name, unit, true, false, true);
    }

    static Role many(String name, String unit) {
        return new Role(name, unit, false, false, true);
    }

    static Role perAsset(String name, String unit) {
        return new Role(name, unit, false, true, true);
    }

    Role orNot() {
        return new Role(name, unit, single, perAsset, false);
    }
}
