package io.gemello.testkit;

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

    /** Those that have come since and still live: one line each, with where they stand. */
    List<String> since(Predicate<Thread> stranger) {
        List<String> left = new ArrayList<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (!known.contains(thread) && !OF_THE_PLATFORM.matcher(thread.getName()).matches() && !stranger.test(thread)) {
                left.add(thread.getName() + (stack.length == 0 ? "" : " in " + stack[0]));
            }
        });
        return left;
    }
}
