package io.gemello.series.gateway.flux;

/** One of the functions of {@link Reduce}: known as such, so that a store may do its work. */
record Reduction(Reduce how) implements Callable {
    @Override
    public Object call(Arguments call) {
        Tables tables = call.tables();
        String column = call.text("column", Column.VALUE);
        call.done();
        return new Lazy(() -> tables instanceof Source source && column.equals(Column.VALUE) ? source.reduced(how, call) : tables.tables().stream().map(table -> how.of(table, column, call)).toList());
    }
}
