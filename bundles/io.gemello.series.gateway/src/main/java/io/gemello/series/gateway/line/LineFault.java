package io.gemello.series.gateway.line;

/** Why a line was not understood, in InfluxDB's words. */
public final class LineFault extends Exception {
    private static final long serialVersionUID = 1;

    LineFault(String message) {
        super(message, null, false, false);
    }
}
