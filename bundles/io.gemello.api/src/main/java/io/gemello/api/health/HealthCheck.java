package io.gemello.api.health;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Something that can be well or unwell: register it as a service. */
@ConsumerType
public interface HealthCheck {
    /** How the parts of this component fare now. Must be quick and must not block; an empty list says nothing. */
    List<Health> check();
}
