package io.gemello.series.influxdb;

/** InfluxDB did not take the batch, and not for a fault of its points: it must be sent again. */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Refusal refusal;

    Unanswered(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
