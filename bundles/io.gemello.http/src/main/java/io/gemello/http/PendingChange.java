package io.gemello.http;

import io.gemello.api.access.Audit;
import io.gemello.api.access.Subject;

/** A change that the console was allowed to make; the gate, through which its answer goes, writes down what became of it. */
record PendingChange(Subject who, ConsoleChange change) {
    static final String ATTRIBUTE = "io.gemello.http.change";

    void over(int status, Audit audit) {
        audit.record(who, change.what(), change.target(), change.outcome(status));
    }
}
