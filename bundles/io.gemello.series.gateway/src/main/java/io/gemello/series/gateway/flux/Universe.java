package io.gemello.series.gateway.flux;

import java.util.Map;
import java.util.Set;

/** Which names of Flux there are, here and elsewhere. */
final class Universe {
    /** What InfluxDB has beyond ours. */
    private static final Set<String> ELSEWHERE = Set.of("bottom", "bytes", "chandeMomentumOscillator", "columns", "contains", "cov", "covariance", "cumulativeSum", "derivative", "die", "difference", "display", "distinct",
        "doubleEMA", "duplicate", "elapsed", "exponentialMovingAverage", "fill", "findColumn", "findRecord", "getColumn", "getRecord", "highestAverage", "highestCurrent", "highestMax", "histogram",
        "histogramQuantile", "holtWinters", "hourSelection", "increase", "integral", "join", "kaufmansAMA", "kaufmansER", "keys", "keyValues", "length", "linearBins", "logarithmicBins", "lowestAverage", "lowestCurrent",
        "lowestMin", "median", "mode", "movingAverage", "pearsonr", "quantile", "reduce", "relativeStrengthIndex", "rename", "sample", "set", "skew", "spread", "stateCount", "stateDuration", "stateTracking", "stddev",
        "tableFind", "tail", "timedMovingAverage", "timeShift", "timeWeightedAvg", "to", "today", "toBool", "toDuration", "toFloat", "toInt", "top", "toString", "toTime", "toUInt",
        "tripleEMA", "tripleExponentialDerivative", "truncateTimeColumn", "uint", "union", "unique", "wideTo", "window");

    private Universe() {}

    static FluxProblem unknown(Expr.Name name) {
        return ELSEWHERE.contains(name.name()) ? FluxProblem.outside(name.at(), "the function " + name.name()) : FluxProblem.compiling(name.at(), "undefined identifier " + name.name());
    }

    /** What a package has: of most of them nothing. */
    static Package imported(String path) {
        return path.equals("timezone") ? Zones.functions() : new Package(path, Map.of());
    }
}
