package io.gemello.deploy;

import org.osgi.framework.Bundle;

/**
 * One step from what runs to what is wanted.
 *
 * @param running null: install
 * @param wanted null: uninstall
 */
record Change(String name, Bundle running, Candidate wanted) {
    String title() {
        return wanted == null ? name : wanted.jar().title();
    }
}
