package io.gemello.series.gateway.flux;

/** A function, of the script or of ours. */
interface Callable {
    Object call(Arguments arguments);
}
