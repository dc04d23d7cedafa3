package io.gemello.deploy;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Counts its starts where the test can see them. */
public final class CountingActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        String key = "starts." + context.getBundle().getSymbolicName() + "." + context.getBundle().getVersion();
        System.setProperty(key, Integer.toString(Integer.getInteger(key, 0) + 1));
    }

    @Override
    public void stop(BundleContext context) {
        // Nothing was taken.
    }
}
