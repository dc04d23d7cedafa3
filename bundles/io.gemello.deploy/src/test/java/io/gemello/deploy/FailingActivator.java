package io.gemello.deploy;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Never starts. */
public final class FailingActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("the port is taken");
    }

    @Override
    public void stop(BundleContext context) {
        // It never ran.
    }
}
