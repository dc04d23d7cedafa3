package io.gemello.adapter.ipmi;

import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.AdapterStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Which hosts fail, told on as the adapter's status whenever it changes. Any thread. */
final class HostReport {
    private static final int MAX_NAMED = 5;

    private final int hosts;
    private final Consumer<AdapterStatus> status;
    private final SortedMap<String, String> failing = new TreeMap<>();
    private boolean known;
    private String hint;
    private AdapterStatus told;

    HostReport(int hosts, Consumer<AdapterStatus> status) {
        this.hosts = hosts;
        this.status = status;
    }

    /** @param problem null when the host answered */
    synchronized void scanned(String host, String problem) {
        known = true;
        hint = null;
        if (problem == null) {
            failing.remove(host);
        } else {
            failing.put(host, problem);
        }
        tell();
    }

    /** Nothing can be scanned until an operator does what the hint says. */
    synchronized void stuck(String what) {
        hint = what;
        tell();
    }

    synchronized int failing() {
        return failing.size();
    }

    private void tell() {
        AdapterStatus now = now();
        if (!now.equals(told)) {
            told = now;
            status.accept(now);
        }
    }

    private AdapterStatus now() {
        if (hint != null) {
            return new AdapterStatus(State.MISCONFIGURED, hint);
        }
        if (failing.isEmpty()) {
            return new AdapterStatus(known ? State.CONNECTED : State.STARTING, "");
        }
        List<String> named = new ArrayList<>();
        failing.forEach((host, problem) -> {
            if (named.size() < MAX_NAMED) {
                named.add(host + " (" + problem + ")");
            }
        });
        if (failing.size() > MAX_NAMED) {
            named.add("and " + (failing.size() - MAX_NAMED) + " more");
        }
        return new AdapterStatus(failing.size() == hosts ? State.DISCONNECTED : State.DEGRADED,
                failing.size() + " of " + hosts + " hosts do not answer: " + String.join(", ", named));
    }
}
