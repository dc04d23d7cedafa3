package io.gemello.series.gateway.flux;

import java.util.List;

/** A stream of tables; read when asked for. */
interface Tables {
    List<FluxTable> tables();
}
