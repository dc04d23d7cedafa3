package io.gemello.alert;

import io.gemello.api.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;

/** What rules and people want of the engine, handed from any thread to its own. */
final class Inbox {
    private static final int MOST = 10_000;
    private List<Wish> wishes = new ArrayList<>();
    /** Performed, and answered when durable. */
    private final Map<CompletableFuture<Alert>, Alert> performed = new LinkedHashMap<>();
    private RuleBook book;
    private boolean installed = true;

    private record Wish(AlertAction action, CompletableFuture<Alert> answer) {}

    synchronized void install(RuleBook now) {
        book = now;
        installed = false;
    }

    /** The engine begins anew, and needs the rules again. */
    synchronized void installAgain() {
        installed = book == null;
    }

    /** Rules that were not taken yet; null for none. */
    synchronized RuleBook book() {
        RuleBook next = installed ? null : book;
        installed = true;
        return next;
    }

    synchronized CompletableFuture<Alert> act(AlertAction action) {
        CompletableFuture<Alert> answer = new CompletableFuture<>();
        if (wishes.size() >= MOST) {
            answer.completeExceptionally(new IllegalStateException("too much is asked of the alert engine at once"));
        } else {
            wishes.add(new Wish(action, answer));
        }
        return answer;
    }

    /** The engine's thread. */
    void perform(AlertEngine engine, long now) {
        List<Wish> next;
        synchronized (this) {
            next = wishes;
            wishes = new ArrayList<>();
        }
        for (Wish wish : next) {
            try {
                performed.put(wish.answer(), engine.act(wish.action(), now));
            } catch (AlertEngine.Refusal refused) {
                wish.answer().completeExceptionally(refused);
            }
        }
    }

    boolean waiting() {
        return !performed.isEmpty();
    }

    /** The engine's thread: what was performed is on the disk. */
    void durable() {
        performed.forEach(CompletableFuture::complete);
        performed.clear();
    }

    /** Nothing that waits will be done. The engine's thread, or after its end. */
    void fail(String why) {
        List<Wish> lost;
        synchronized (this) {
            lost = wishes;
            wishes = new ArrayList<>();
        }
        IllegalStateException gone = new IllegalStateException(why);
        lost.forEach(wish -> wish.answer().completeExceptionally(gone));
        performed.keySet().forEach(answer -> answer.completeExceptionally(gone));
        performed.clear();
    }
}
