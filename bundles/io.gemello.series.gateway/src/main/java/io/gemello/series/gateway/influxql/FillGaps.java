package io.gemello.series.gateway.influxql;

import java.util.List;

/** What stands in windows without data. */
final class FillGaps {
    private FillGaps() {}

    /**
     * @param values one for each window, null without data
     * @param starts of the windows
     * @param counts whether the function counts: nothing is 0 then
     */
    static Object[] filled(Object[] values, List<Long> starts, Select.Fill fill, boolean counts) {
        boolean whole = false;
        boolean any = false;
        for (Object value : values) {
            any |= value != null;
            whole |= value instanceof Long;
        }
        if (!any) {
            return values;
        }
        Object[] filled = values.clone();
        if (fill.kind() == Select.Fill.Kind.LINEAR) {
            lines(values, starts, whole, filled);
            return filled;
        }
        for (int i = 0; i < filled.length; i++) {
            if (values[i] == null) {
                filled[i] = switch (fill.kind()) {
                    case NULL -> counts ? (Object) 0L : null;
                    case NUMBER -> whole ? (Object) (long) fill.number() : (Object) fill.number();
                    case PREVIOUS -> i == 0 ? null : filled[i - 1];
                    default -> null;
                };
            }
        }
        return filled;
    }

    /** Tags and fields beside a selector are filled in gaps like it, but for lines between values. @param there whether a window has data */
    static void besides(List<Object[]> rows, List<Boolean> there, List<Expr> columns, Select.Fill fill) {
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < columns.size() && !there.get(row); i++) {
                if (columns.get(i) instanceof Expr.Name) {
                    rows.get(row)[i + 1] = switch (fill.kind()) {
                        case NUMBER -> fill.number();
                        case PREVIOUS -> row == 0 ? null : rows.get(row - 1)[i + 1];
                        default -> null;
                    };
                }
            }
        }
    }

    /** On the line between the neighbours with data; null outside them. */
    private static void lines(Object[] values, List<Long> starts, boolean whole, Object[] filled) {
        int before = -1;
        for (int after = 0; after < values.length; after++) {
            if (values[after] == null) {
                continue;
            }
            for (int gap = before + 1; before >= 0 && gap < after; gap++) {
                double part = (double) (starts.get(gap) - starts.get(before)) / (starts.get(after) - starts.get(before));
                double from = ((Number) values[before]).doubleValue();
                double value = from + (((Number) values[after]).doubleValue() - from) * part;
                filled[gap] = whole ? (Object) (long) value : (Object) value;
            }
            before = after;
        }
    }
}
