package io.gemello.twin.policy;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.PolicyImporter;

/** All policies by id, as published. Any thread reads; one changes. */
public final class Policies {
    private final Map<String, Standing> policies = new ConcurrentHashMap<>();
    /** Texts that are in use, each once; the text is held by those who use it. */
    private final Map<String, WeakReference<Shared>> texts = new WeakHashMap<>();
    /** Raised by each change, by the one who changes: what imports of others had brought is out of date then. */
    private volatile long changes;

    private record Shared(String text, Rules rules) {}

    /** @param imported null for a policy that imports nothing */
    private record Standing(PolicyState state, Shared own, Imported imported) {}

    private record Imported(long changes, Rules rules) {}

    /** Null where there is none. */
    public PolicyState find(String id) {
        Standing standing = policies.get(id);
        return standing == null ? null : standing.state;
    }

    /** All of them, now. */
    public Collection<PolicyState> all() {
        return policies.values().stream().map(Standing::state).toList();
    }

    /** How many. */
    public int size() {
        return policies.size();
    }

    /** Shows a policy as it is now. */
    public void show(PolicyState state) {
        Shared shared = shared(state);
        policies.put(state.id(), new Standing(new PolicyState(state.id(), state.revision(), state.created(), state.modified(), shared.text), shared, null));
        changes++;
    }

    /** The policy is gone: nobody may see what stands under it. */
    public void hide(String id) {
        policies.remove(id);
        changes++;
    }

    private synchronized Shared shared(PolicyState state) {
        WeakReference<Shared> known = texts.get(state.text());
        Shared shared = known == null ? null : known.get();
        if (shared == null) {
            shared = new Shared(state.text(), new Rules(state.policy()));
            texts.put(shared.text, new WeakReference<>(shared));
        }
        return shared;
    }

    /** The rules of a policy now; those of nobody where there is none. */
    Rules rules(String id) {
        Standing standing = policies.get(id);
        if (standing == null || !standing.state.text().contains("\"imports\"")) {
            return standing == null ? Rules.NONE : standing.own.rules;
        }
        long now = changes;
        if (standing.imported == null || standing.imported.changes != now) {
            Standing fresh = new Standing(standing.state, standing.own, new Imported(now, resolved(standing.state)));
            policies.replace(id, standing, fresh);
            standing = fresh;
        }
        return standing.imported.rules;
    }

    /** With the entries that it imports directly; what those import is not, as with Ditto. */
    private Rules resolved(PolicyState state) {
        return new Rules(PolicyImporter.mergeImportedPolicyEntries(state.policy(), this::load).toCompletableFuture().join());
    }

    private CompletionStage<Optional<Policy>> load(PolicyId id) {
        return CompletableFuture.completedFuture(Optional.ofNullable(find(id.toString())).map(PolicyState::policy));
    }
}
