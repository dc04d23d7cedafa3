package io.gemello.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The threads that live now, to be compared with those that live later. */
final class Threads {
    /** Threads that the JVM, the JDK's own libraries and the test runner start when they need them, and keep. */
    private static final Pattern OF_THE_PLATFORM = Pattern.compile(
        "process reaper.*|Common-Cleaner|ForkJoinPool\\.commonPool-.*|Keep-Alive-Timer|Attach Listener|Signal Dispatcher|Finalizer|Reference Handler|surefire-.*|junit-timeout-.*");

    private final Set<Thread> known;

    private Threads(Set<Thread> known) {
        this.known = known;
    }

    static Threads now() {
        return new Threads(new HashSet<>(Thread.getAllStackTraces().keySet()));
    }

    /** Waits until no thread lives that has come since. @throws AssertionError with those that do */
    void awaitEnd(Duration patience, Predicate<Thread> stranger, Predicate<String> name) throws Exception {
        try {
            Until.holds("threads end", patience, () -> since(stranger, name).isEmpty());
        } catch (AssertionError late) {
            throw new AssertionError("threads still live " + patience.toSeconds() + " s after the stop: " + since(stranger, name), late);
        }
    }

    private List<String> since(Predicate<Thread> stranger, Predicate<String> name) {
        List<String> left = new ArrayList<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (!known.contains(thread) && name.test(thread.getName()) && !OF_THE_PLATFORM.matcher(thread.getName()).matches() && !stranger.test(thread)) {
                left.add(thread.getName() + (stack.length == 0 ? "" : " in " + stack[0]));
            }
        });
        return left;
    }
}
