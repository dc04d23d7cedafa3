package io.gemello.alert;

/**
 * The lowest and highest value of a window of time that moves, in bounded memory: the window is cut into slices, of which only the
 * extremes are kept. So it is at most one slice longer than asked for.
 */
final class Extremes {
    private static final int SLICES = 30;
    /** One slice more than the window has: the one under way. Of each its number since 1970, plus one so that 0 is empty; lowest, highest. */
    private static final int KEPT = SLICES + 1;
    static final int MEMORY = KEPT * 3;
    private final long slice;

    Extremes(long window) {
        slice = Math.max(1, window / SLICES);
    }

    /** Nanoseconds after which the oldest slice may have left. */
    long step() {
        return slice;
    }

    void add(long at, double value, double[] memory) {
        long number = at / slice + 1;
        int place = place(number);
        if (memory[place] == number) {
            memory[place + 1] = Math.min(memory[place + 1], value);
            memory[place + 2] = Math.max(memory[place + 2], value);
        } else {
            // An older slice has had its time; one that lies ahead is from before the clock was set back.
            memory[place] = number;
            memory[place + 1] = value;
            memory[place + 2] = value;
        }
    }

    double lowest(long now, double start, double[] memory) {
        double lowest = start;
        for (int place = 0; place < MEMORY; place += 3) {
            lowest = within(memory[place], now) ? Math.min(lowest, memory[place + 1]) : lowest;
        }
        return lowest;
    }

    double highest(long now, double start, double[] memory) {
        double highest = start;
        for (int place = 0; place < MEMORY; place += 3) {
            highest = within(memory[place], now) ? Math.max(highest, memory[place + 2]) : highest;
        }
        return highest;
    }

    private boolean within(double number, long now) {
        return number > 0 && number >= now / slice + 1 - SLICES && number <= now / slice + 1;
    }

    private static int place(long number) {
        return (int) (number % KEPT) * 3;
    }
}
