package io.gemello.launcher.trust;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Takes untrusted contents out of every resolution: what cannot be resolved neither starts nor becomes a fragment nor gives
 * classes to others. A verdict belongs to one revision, so an updated bundle is judged anew.
 */
public final class TrustGate implements ResolverHookFactory, ResolverHook {
    private final Trust trust;
    private final Map<BundleRevision, String> verdicts = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<Bundle, String> refused = new ConcurrentHashMap<>();

    TrustGate(Trust trust) {
        this.trust = trust;
    }

    /** Where only untrusted ones are to be resolved the framework hands this exception's sentence to whoever wants to start them; its own would say nothing. */
    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        String why = "";
        for (BundleRevision trigger : triggers) {
            why = verdict(trigger);
            if (why.isEmpty()) {
                return this;
            }
        }
        if (!why.isEmpty()) {
            throw new SecurityException("not trusted: " + why);
        }
        return this;
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        candidates.removeIf(candidate -> !isTrusted(candidate));
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
        // Trust does not ask which of two singletons runs.
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        // Felix attaches fragments that it was told not to resolve: so they find no host either.
        if (!isTrusted(requirement.getRevision())) {
            candidates.clear();
        }
    }

    @Override
    public void end() {
        // Nothing is kept for one resolution.
    }

    /** Whether it was kept from starting by us, and not by a fault of its own. */
    public boolean refuses(Bundle bundle) {
        return refused.containsKey(bundle);
    }

    /** Why, by symbolic name; what was uninstalled or replaced by something trusted is gone from here. */
    Map<String, String> refused() {
        refused.keySet().removeIf(bundle -> {
            BundleRevision now = bundle.adapt(BundleRevision.class);
            return now == null || isTrusted(now);
        });
        Map<String, String> all = new ConcurrentHashMap<>();
        refused.forEach((bundle, why) -> all.put(String.valueOf(bundle.getSymbolicName()), why));
        return all;
    }

    private boolean isTrusted(BundleRevision revision) {
        return verdict(revision).isEmpty();
    }

    /** Empty when it is trusted. */
    private String verdict(BundleRevision revision) {
        String known = verdicts.get(revision);
        if (known != null) {
            return known;
        }
        Bundle bundle = revision.getBundle();
        if (bundle.getBundleId() == 0) {
            return "";
        }
        if (revision != bundle.adapt(BundleRevision.class)) {
            // Replaced before anybody asked for it: it can never run.
            return "replaced";
        }
        String why = trust.refusal(bundle);
        verdicts.put(revision, why == null ? "" : why);
        if (why == null) {
            refused.remove(bundle);
        } else {
            refused.put(bundle, why);
            System.err.println("gemello: bundle " + bundle.getSymbolicName() + " " + bundle.getVersion() + " is not started: " + why + "; it came from " + bundle.getLocation());
        }
        return why == null ? "" : why;
    }
}
