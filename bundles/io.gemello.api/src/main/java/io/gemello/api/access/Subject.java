package io.gemello.api.access;

import java.util.Set;

/** Somebody who has signed in. @param name the user's name; its Ditto subject is {@code gemello:<name>} */
public record Subject(String name, Set<Role> roles) {
    public static final Subject ANONYMOUS = new Subject("anonymous", Set.of());

    public Subject {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role wanted) {
        return wanted == Role.ANYONE || roles.stream().anyMatch(r -> r.includes(wanted));
    }

    public String dittoSubject() {
        return "gemello:" + name;
    }
}
