package io.gemello.adapter.derived;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The usable values of a formula's inputs at one moment.
 *
 * @param inletClass null where the formula names none
 * @param roles in the order of the function's; an empty list for one that is not given
 */
record Inputs(InletClass inletClass, List<List<Value>> roles) {
    /** @param asset the point's */
    record Value(String asset, double value) {}

    /** One array element for each asset, in the same order in every column. */
    record PerAsset(double[][] columns) {
        double[] column(int index) {
            return columns[index];
        }

        int size() {
            return columns[0].length;
        }
    }

    double[] all(int role) {
        return roles.get(role).stream().mapToDouble(Value::value).toArray();
    }

    double one(int role) {
        return roles.get(role).get(0).value();
    }

    boolean has(int role) {
        return !roles.get(role).isEmpty();
    }

    double sum(int role) {
        double sum = 0;
        for (Value input : roles.get(role)) {
            sum += input.value();
        }
        return sum;
    }

    double mean(int role) {
        return sum(role) / roles.get(role).size();
    }

    /** Means of these roles by asset. Each asset has a value in each of them: that is seen to before. */
    PerAsset perAsset(int... of) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int column = 0; column < of.length; column++) {
            for (Value input : roles.get(of[column])) {
                double[] sum = sums.computeIfAbsent(input.asset(), asset -> new double[2 * of.length]);
                sum[2 * column] += input.value();
                sum[2 * column + 1]++;
            }
        }
        double[][] columns = new double[of.length][sums.size()];
        int row = 0;
        for (double[] sum : sums.values()) {
            for (int column = 0; column < of.length; column++) {
                columns[column][row] = sum[2 * column] / sum[2 * column + 1];
            }
            row++;
        }
        return new PerAsset(columns);
    }
}
