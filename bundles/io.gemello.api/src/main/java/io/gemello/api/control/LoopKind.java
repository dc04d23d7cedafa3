package io.gemello.api.control;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of loop, e.g. {@code hold-below}: register it as a service, and the site's loop files may name it. When the service goes, its
 * loops are disarmed and their actuators go to their safe values. Called by the thread that reads the files; must not block.
 */
@ConsumerType
public interface LoopKind {
    /** The word in loop files; small letters, digits and {@code -}. */
    String kind();

    /** The names that a loop of this kind may use besides those that all loops share. Others are refused as misprints. */
    Set<String> options();

    /** Makes a loop ready. @throws LoopFault for options that cannot be used: the loop is then refused with that sentence */
    ControlLoop prepare(LoopSetting setting);
}
