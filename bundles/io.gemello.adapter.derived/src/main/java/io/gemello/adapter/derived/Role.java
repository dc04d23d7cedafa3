package io.gemello.adapter.derived;

/**
 * A part that points play in a formula.
 *
 * @param unit that they must have; null for any, which must then be the same for all of them
 * @param single exactly one point
 * @param group null, or whose values belong together by their assets: an asset counts when it has one in each role of the group
 * @param needed whether it must be given
 */
record Role(String name, String unit, boolean single, String group, boolean needed) {
    static Role one(String name, String unit) {
        return new Role(name, unit, true, null, true);
    }

    static Role many(String name, String unit) {
        return new Role(name, unit, false, null, true);
    }

    static Role ofEach(String group, String name, String unit) {
        return new Role(name, unit, false, group, true);
    }

    Role orNot() {
        return new Role(name, unit, single, group, false);
    }
}
