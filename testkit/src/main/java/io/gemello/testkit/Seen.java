package io.gemello.testkit;

import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Sample;

/** What an intake has seen. */
final class Seen {
    private Seen() {}

    static boolean value(FakeIntake intake, String address, double value) {
        return count(intake, address, value) > 0;
    }

    static long count(FakeIntake intake, String address, double value) {
        return intake.samples().stream().filter(sample -> sample.to().address().equals(address) && number(sample) == value).count();
    }

    /** As the core reads it: numbers may come as text. NaN for what is no number. */
    static double number(Sample sample) {
        if (sample.value() instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.parseDouble(sample.value().toString());
        } catch (NumberFormatException text) {
            return Double.NaN;
        }
    }

    static boolean connected(FakeIntake intake) {
        return intake.status().state() == AdapterStatus.State.CONNECTED;
    }

    /** Whether the adapter says that it misses its source, and why. */
    static boolean complains(FakeIntake intake) {
        return !connected(intake) && !intake.status().message().isBlank();
    }
}
