package io.gemello.adapter.simulator;

/** How air goes through the hall. The shares are a choice that makes a hall of the usual kind: units supply their own row first, and what a row lacks comes back to it warm, over the racks, most of it to the top. */
final class AirPaths {
    /** Weight of a unit for a row, by the rows between; normalised per unit. */
    private static final double[] REACH = {0.52, 0.19, 0.09, 0.04};
    /** Share of outlet air in what is drawn in while the supply suffices: bottom, middle, top. */
    private static final double[] LEAK = {0.01, 0.04, 0.09};
    /** At both ends of a row air also comes round the side. */
    private static final double END_OF_ROW = 1.5;
    /** Below 1: that height feels a lack first. All of them draw outlet air alone when nothing is supplied. */
    private static final double[] FEELS_LACK = {1.5, 1, 0.7};
    /** Of the outlet air that comes back to a rack, how much is its own; the rest is its neighbours'. */
    private static final double OWN = 0.6;

    private AirPaths() {}

    /** Of a unit's air, how much gets to a row; rows add up to 1. */
    static double share(int unit, int row, int rows) {
        double all = 0;
        for (int r = 0; r < rows; r++) {
            all += REACH[Math.abs(unit - r)];
        }
        return REACH[Math.abs(unit - row)] / all;
    }

    /** @param lack share of the air wanted that is not supplied, 0 to 1 @return share of outlet air in what is drawn in, 0 to 1 */
    static double recirculation(Rack.Height height, boolean endOfRow, double lack) {
        double leak = LEAK[height.ordinal()] * (endOfRow ? END_OF_ROW : 1);
        return leak + (1 - leak) * Math.pow(lack, FEELS_LACK[height.ordinal()]);
    }

    /** Temperature of the outlet air that comes back to a rack. @param outlets of its row */
    static double comingBack(double[] outlets, int position) {
        double left = outlets[Math.max(0, position - 1)];
        double right = outlets[Math.min(outlets.length - 1, position + 1)];
        return OWN * outlets[position] + (1 - OWN) / 2 * (left + right);
    }
}
