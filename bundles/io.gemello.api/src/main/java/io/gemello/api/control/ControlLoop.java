package io.gemello.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A loop made ready for what the site's loop file says. It decides and nothing else: whether its commands are written is not its
 * matter, and it is asked just the same while nobody has armed it.
 *
 * <p>Called once a cycle by one thread that belongs to this loop alone, never concurrently; it may keep state of its own and must not
 * block: an answer that comes late is not used. After three failures in a row its lease ends.
 */
@ConsumerType
public interface ControlLoop {
    /**
     * @return what it wants now, at most one command for each of its actuators; one that is left out is not renewed, and an actuator that
     *     nobody commands goes to its safe value. Empty for nothing; never null
     */
    List<Command> decide(Snapshot now);
}
