package io.gemello.api.alert;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of rule, e.g. {@code limit}: register it as a service, and the site's rule files may name it. The engine cares for delays,
 * deadlines, states, people and the disk; a kind only says what holds. Called by the engine's thread alone; must not block.
 */
@ConsumerType
public interface AlertRule {
    /** The word in rule files; small letters, digits and {@code -}. */
    String kind();

    /** The names that a rule of this kind may use besides those that all rules share. Others are refused as misprints. */
    Set<String> options();

    /** Makes ready a rule for one point. @throws RuleFault for options that cannot be used: the rule is then refused with that sentence */
    RuleCheck prepare(RuleSetting setting);
}
