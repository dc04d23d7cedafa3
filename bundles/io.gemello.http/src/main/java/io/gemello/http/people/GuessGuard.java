package io.gemello.http.people;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Slows down guessing without locking anybody out. Failures count against the pair of name and address; many of them also
 * against the name and against the address, but those two hold back only pairs that never signed in: an attacker cannot
 * shut out a user from where that user works, unless he sits at the same address.
 */
final class GuessGuard {
    private static final int PAIR_FREE = 5;
    private static final int NAME_FREE = 50;
    private static final int ADDRESS_FREE = 30;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MAX_KNOWN = 10_000;
    private final Backoff pairs;
    private final Backoff names;
    private final Backoff addresses;
    private final Set<String> known = Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_KNOWN;
        }
    }));

    GuessGuard(LongSupplier nanos) {
        this.pairs = new Backoff(PAIR_FREE, LONGEST, nanos);
        this.names = new Backoff(NAME_FREE, LONGEST, nanos);
        this.addresses = new Backoff(ADDRESS_FREE, LONGEST, nanos);
    }

    /** Nanoseconds that this pair must wait; zero or less when it may try. */
    long waitNanos(String name, String address) {
        String pair = name + "@" + address;
        long wait = pairs.waitNanos(pair);
        return known.contains(pair) ? wait : Math.max(wait, Math.max(names.waitNanos(name), addresses.waitNanos(address)));
    }

    void failed(String name, String address) {
        pairs.failed(name + "@" + address);
        names.failed(name);
        addresses.failed(address);
    }

    /** Clears the pair alone: one right password among many wrong ones does not pardon an address. */
    void succeeded(String name, String address) {
        pairs.succeeded(name + "@" + address);
        known.add(name + "@" + address);
    }
}
