package io.gemello.http.people;

import io.gemello.api.access.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What differs between two readings of the users' file; for the audit trail, so without hashes. */
final class UserChanges {
    private UserChanges() {}

    /** @param what e.g. {@code user.add} @param target the user, and what of him */
    record Change(String what, String target) {}

    static List<Change> between(Map<String, User> before, Map<String, User> after) {
        List<Change> changes = new ArrayList<>();
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            User was = before.get(name);
            User is = after.get(name);
            if (was == null) {
                changes.add(new Change("user.add", name + ": " + words(is)));
            } else if (is == null) {
                changes.add(new Change("user.remove", name));
            } else {
                compare(was, is, changes);
            }
        }
        return changes;
    }

    private static void compare(User was, User is, List<Change> changes) {
        if (!was.roles().equals(is.roles())) {
            changes.add(new Change("user.roles", is.name() + ": " + words(was) + " to " + words(is)));
        }
        if (!Objects.equals(was.password(), is.password())) {
            changes.add(new Change("user.password", is.name()));
        }
        tokens(is, was).forEach(id -> changes.add(new Change("token.add", is.name() + ": " + id)));
        tokens(was, is).forEach(id -> changes.add(new Change("token.revoke", is.name() + ": " + id)));
    }

    /** Ids of the tokens that one has and the other has not. */
    private static Set<String> tokens(User has, User hasNot) {
        Set<String> ids = has.tokens().stream().map(AccessToken::id).collect(Collectors.toCollection(TreeSet::new));
        ids.removeAll(hasNot.tokens().stream().map(AccessToken::id).collect(Collectors.toCollection(HashSet::new)));
        return ids;
    }

    private static String words(User user) {
        return user.roles().stream().sorted().map(Role::word).collect(Collectors.joining(", "));
    }
}
