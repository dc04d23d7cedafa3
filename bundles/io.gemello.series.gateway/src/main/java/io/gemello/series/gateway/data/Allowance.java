package io.gemello.series.gateway.data;

/** How many readings one query may still read. */
final class Allowance {
    private final long most;
    private long spent;

    Allowance(long most) {
        this.most = most;
    }

    /** @throws TooMuch */
    void spend(int readings) {
        spent += readings;
        if (spent > most) {
            throw new TooMuch("the query reads more than " + most + " points; ask for a shorter time or fewer series, or raise max.points in etc/io.gemello.series.gateway.cfg");
        }
    }
}
