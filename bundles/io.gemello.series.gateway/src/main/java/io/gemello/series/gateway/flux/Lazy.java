package io.gemello.series.gateway.flux;

import java.util.List;
import java.util.function.Supplier;

/** Made when somebody wants it, once. */
final class Lazy implements Tables {
    private final Supplier<List<FluxTable>> maker;
    private List<FluxTable> made;

    Lazy(Supplier<List<FluxTable>> maker) {
        this.maker = maker;
    }

    @Override
    public List<FluxTable> tables() {
        made = made != null ? made : maker.get();
        return made;
    }
}
