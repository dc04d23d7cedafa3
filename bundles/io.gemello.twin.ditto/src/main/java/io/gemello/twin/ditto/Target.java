package io.gemello.twin.ditto;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The other Ditto, as it is configured.
 *
 * @param url {@code ws://} or {@code wss://}; without a path {@code /ws/2} is meant
 * @param authority PEM file; null for those that Java trusts
 * @param namespace of the things there; empty for the same as here
 * @param policy under which things are made there; empty for {@code <namespace>:site}
 * @param readers subjects that a policy that is made lets read
 * @param delete whether a thing that is deleted here is deleted there
 * @param back what may come back
 */
record Target(URI url, String user, Secret password, Path authority, String namespace, String policy, List<String> readers, boolean delete, Back back, Duration timeout) {
    /** What the other Ditto's users may do to the things here. */
    enum Back {
        NONE, DESIRED, MESSAGES, ALL;

        boolean desired() {
            return this == DESIRED || this == ALL;
        }

        boolean messages() {
            return this == MESSAGES || this == ALL;
        }
    }

    /** @throws IllegalArgumentException with the sentence an operator needs */
    Target {
        require(url.getScheme() != null && url.getScheme().matches("wss?") && url.getHost() != null, "url of the mirror is '" + withoutUser(url) + "': it must be that of the other Ditto, e.g. wss://ditto.example.org");
        require(url.getUserInfo() == null, "url of the mirror holds a password: write user and password.file instead");
        require(authority == null || url.getScheme().equals("wss"), "tls.ca of the mirror needs a url that begins with wss://");
        require(!user.isBlank(), "the mirror needs user: as whom it signs in at " + url);
        require(namespace.matches("([A-Za-z][\\w-]*(\\.[A-Za-z][\\w-]*)*)?"), "namespace of the mirror is '" + namespace + "': it must be like org.example, or empty");
        require(policy.isEmpty() || policy.matches("[^:/\\s]*:[^/\\s]+"), "policy of the mirror is '" + policy + "': it must be like org.example:site, or empty");
        readers = List.copyOf(readers);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    private static String withoutUser(URI url) {
        return url.toString().replaceFirst("//[^/@]*@", "//…@");
    }

    /** Whether the password goes over a network in clear. */
    boolean inClear() {
        if (url.getScheme().equals("wss")) {
            return false;
        }
        try {
            return !InetAddress.getByName(url.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return true;
        }
    }

    /** Where a thing of this runtime stands there. @param id {@code namespace:name} */
    String there(String id) {
        return namespace.isEmpty() ? id : namespace + id.substring(id.indexOf(':'));
    }

    /** The namespace there. @param site the site's own */
    String namespaceThere(String site) {
        return namespace.isEmpty() ? site : namespace;
    }

    /** @param site the site's namespace */
    String policyThere(String site) {
        return policy.isEmpty() ? namespaceThere(site) + ":site" : policy;
    }
}
