package io.gemello.http.people;

import io.gemello.api.access.Access;
import io.gemello.api.access.PolicyAccess;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.util.tracker.BundleTracker;

/**
 * The decision that every surface asks: by things' policies where a bundle that keeps them is installed, else by role alone:
 * who views may read every thing, who operates may write every thing. While that bundle is away, for an update or because
 * it failed, nobody decides: what its policies forbid must not be open in between.
 */
@Component(service = Access.class)
public final class RoleAccess implements Access {
    private static final int INSTALLED = Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

    private final BooleanSupplier policiesAreKept;
    private final AutoCloseable tracker;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile PolicyAccess policies;

    @Activate
    public RoleAccess(BundleContext context) {
        BundleTracker<Bundle> keepers = new BundleTracker<>(context, INSTALLED, null) {
            @Override
            public Bundle addingBundle(Bundle bundle, BundleEvent event) {
                String offers = bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY);
                return offers != null && offers.contains(PolicyAccess.class.getName()) ? bundle : null;
            }
        };
        keepers.open();
        policiesAreKept = () -> !keepers.isEmpty();
        tracker = keepers::close;
    }

    /** @param policies null while they are away */
    RoleAccess(BooleanSupplier policiesAreKept, PolicyAccess policies) {
        this.policiesAreKept = policiesAreKept;
        this.policies = policies;
        this.tracker = () -> { };
    }

    @Deactivate
    void stop() throws Exception {
        tracker.close();
    }

    @Override
    public boolean mayRead(Subject who, String thingId) {
        Access policy = policy();
        return policy == null ? who.has(Role.VIEWER) : policy.mayRead(who, thingId);
    }

    @Override
    public boolean mayWrite(Subject who, String thingId) {
        Access policy = policy();
        return policy == null ? who.has(Role.OPERATOR) : policy.mayWrite(who, thingId);
    }

    @Override
    public boolean mayRead(Subject who, String thingId, String path) {
        Access policy = policy();
        return policy == null ? who.has(Role.VIEWER) : policy.mayRead(who, thingId, path);
    }

    @Override
    public boolean mayWrite(Subject who, String thingId, String path) {
        Access policy = policy();
        return policy == null ? who.has(Role.OPERATOR) : policy.mayWrite(who, thingId, path);
    }

    /** Null where roles alone decide. */
    private Access policy() {
        Access now = policies;
        if (now == null && policiesAreKept.getAsBoolean()) {
            throw new HttpProblem(503, "gemello:access.away", "Nobody can say what you may see or change.",
                "The bundle that keeps the policies is being replaced or has failed: try again in a moment, else see /health.", Map.of("Retry-After", "1"));
        }
        return now;
    }
}
