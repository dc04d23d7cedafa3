package io.gemello.adapter.simulator;

/** Numbers that look like chance and are a function of seed, channel and time alone. */
final class SeededWaves {
    private final long seed;

    SeededWaves(long seed) {
        this.seed = seed;
    }

    /** Between -1 and 1, with the channel's own phase. @param t seconds */
    double wave(double t, int channel, double periodSeconds) {
        return Math.sin(2 * Math.PI * (t / periodSeconds + share(channel)));
    }

    /** Between -amplitude and amplitude, another one each second. @param t seconds */
    double noise(double t, int channel, double amplitude) {
        return amplitude * (2 * fraction(hash(channel, (long) t)) - 1);
    }

    /** Between 0 and 1; always the same for the channel. */
    double share(int channel) {
        return fraction(hash(channel, -1));
    }

    private static double fraction(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }

    /** SplitMix64's finisher: scatters neighbouring numbers. */
    long hash(int channel, long second) {
        long z = seed * 0x9E3779B97F4A7C15L + channel * 0xBF58476D1CE4E5B9L + second * 0x94D049BB133111EBL;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
