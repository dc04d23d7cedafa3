package io.gemello.series.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes queries of the subset, and counts what it has put into them. */
final class QueryMaker {
    static final long BEGIN = 1_700_000_000_000_000_000L;
    static final long END = BEGIN + 7_200_000_000_000L;
    private static final List<String> FUNCTIONS = List.of("count", "sum", "mean", "min", "max", "first", "last", "spread", "median", "stddev");
    private static final List<String> SHOWS = List.of("SHOW DATABASES", "SHOW RETENTION POLICIES", "SHOW MEASUREMENTS", "SHOW TAG KEYS", "SHOW TAG VALUES", "SHOW FIELD KEYS");
    private final Random random;
    private final Map<String, Integer> counts = new TreeMap<>();

    QueryMaker(long seed) {
        random = new Random(seed);
    }

    Map<String, Integer> counts() {
        return counts;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    private String counted(String clause, String text) {
        counts.merge(clause, 1, Integer::sum);
        return text;
    }

    String next() {
        return once(5) ? show() : select();
    }

    private String show() {
        String what = any(SHOWS);
        counted(what, "");
        String from = once(2) ? " FROM " + source() : "";
        return switch (what) {
            case "SHOW DATABASES" -> what;
            case "SHOW RETENTION POLICIES" -> what + (once(2) ? " ON gemello" : "");
            case "SHOW MEASUREMENTS" -> what + any(List.of("", " WITH MEASUREMENT = power", " WITH MEASUREMENT =~ /o/", " WHERE asset = 'rack-1'", " LIMIT 2", " LIMIT 1 OFFSET 1"));
            case "SHOW TAG KEYS" -> what + from + any(List.of("", " LIMIT 2"));
            case "SHOW FIELD KEYS" -> what + from;
            default -> what + from + " WITH KEY " + any(List.of("= asset", "= \"point\"", "IN (asset, site)", "=~ /s/")) + any(List.of("", " WHERE asset = 'rack-2'", " WHERE asset =~ /rack/", " LIMIT 2"));
        };
    }

    private String source() {
        return any(List.of("temperature", "\"power\"", "\"gemello\".\"autogen\".\"air_flow\"", "gemello..power", "/o/", "temperature, power"));
    }

    private String select() {
        boolean calculated = !once(3);
        boolean windowed = calculated && !once(3);
        StringBuilder query = new StringBuilder("SELECT ").append(calculated ? functions() : fields()).append(" FROM ").append(source());
        query.append(where(windowed || once(3)));
        if (windowed) {
            query.append(counted("GROUP BY time", " GROUP BY time(" + any(List.of("1m", "5m", "7m30s", "1h")) + (once(4) ? ", " + any(List.of("30s", "-2m")) : "") + ")"));
            query.append(once(2) ? "" : counted("GROUP BY tag", any(List.of(", asset", ", point", ", *", ", asset, point", ", /s/"))));
            query.append(fill(query.indexOf(", asset FROM") < 0 && query.indexOf(", point FROM") < 0 && query.indexOf(", quality FROM") < 0));
        } else if (once(2)) {
            query.append(counted("GROUP BY tag", " GROUP BY " + any(List.of("asset", "point", "*", "asset, site", "nothing"))));
        }
        query.append(once(3) ? counted("ORDER", " ORDER BY time " + any(List.of("DESC", "ASC", "DESC"))) : "");
        query.append(once(3) ? counted("LIMIT", " LIMIT " + (1 + random.nextInt(20)) + (once(3) ? counted("OFFSET", " OFFSET " + random.nextInt(10)) : "")) : "");
        query.append(once(6) ? counted("SLIMIT", " SLIMIT " + (1 + random.nextInt(3)) + (once(2) ? " SOFFSET 1" : "")) : "");
        return query.toString();
    }

    private String fields() {
        counted("SELECT field", "");
        return any(List.of("value", "\"value\", quality", "*", "value AS v, asset", "value * 2 + 1 AS d, quality", "quality, point, \"value\"", "/val/", "*::field"));
    }

    private String functions() {
        if (once(6)) {
            return counted("SELECT selector with tag", any(List.of("last", "first", "max", "min")) + "(value), " + any(List.of("asset", "point", "quality", "asset, point")));
        }
        if (once(6)) {
            return counted("SELECT star", any(List.of("mean", "count", "last", "max")) + "(*)");
        }
        if (once(6)) {
            return counted("SELECT arithmetic", any(List.of("mean(value) * 1.8 + 32", "max(value) - min(value)", "sum(value) / count(value) AS m", "last(value) / 0")));
        }
        StringBuilder functions = new StringBuilder();
        for (int i = once(3) ? 2 : 0; i >= 0; i--) {
            String function = any(FUNCTIONS);
            functions.append(functions.length() == 0 ? "" : ", ").append(counted(function, function + "(" + (once(5) ? "quality" : "value") + ")")).append(once(5) ? " AS a" + i : "");
        }
        return functions.toString();
    }

    private String where(boolean time) {
        StringBuilder where = new StringBuilder();
        if (time) {
            long from = BEGIN + random.nextInt(60) * 60_000_000_000L;
            long to = from + (1 + random.nextInt(90)) * 60_000_000_000L + random.nextInt(1000) * 1_000_000L;
            where.append(counted("WHERE time", "time " + any(List.of(">", ">=")) + " " + instant(from) + " AND time " + any(List.of("<", "<=")) + " " + instant(to)));
        }
        if (once(2)) {
            where.append(where.length() == 0 ? "" : " AND ").append(counted("WHERE tag", any(List.of("asset = 'rack-1'", "asset != 'rack-1'", "asset =~ /rack-[12]/", "asset !~ /^crac/", "(asset = 'rack-1' OR asset = 'crac_1')",
                "\"point\" =~ /\\.1$/", "site = 'hall'", "nothing = ''", "asset = 'rack-2' AND point !~ /0/"))));
        }
        if (once(4)) {
            where.append(where.length() == 0 ? "" : " AND ").append(counted("WHERE field", any(List.of("value > 20", "quality = 0", "(quality & 3) < 2", "value >= 15.5 AND value <= 25", "(value < 5 OR value > 35)", "quality != 0"))));
        }
        return where.length() == 0 ? "" : " WHERE " + where;
    }

    private String instant(long nanos) {
        return any(List.of(Long.toString(nanos), nanos / 1_000_000 + "ms", "'" + Instant.ofEpochSecond(0, nanos) + "'", "'" + Instant.ofEpochSecond(0, nanos).toString().replace('T', ' ').replace("Z", "") + "'"));
    }

    /** @param previous not beside a selector: there InfluxDB 1.6.7 repeats the tags in some windows and leaves them out in others */
    private String fill(boolean previous) {
        return once(2) ? "" : counted("FILL", " FILL(" + any(previous ? List.of("null", "none", "previous", "linear", "0", "-1.5") : List.of("null", "none", "linear", "0", "-1.5")) + ")");
    }
}
