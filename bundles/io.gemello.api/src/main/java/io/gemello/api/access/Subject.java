package io.gemello.api.access;

import java.util.Set;

/** Somebody who has signed in. @param name the user's name; of somebody for whom an outside issuer vouches {@code issuer:sub}, which no user of our own is called */
public record Subject(String name, Set<Role> roles) {
    public static final Subject ANONYMOUS = new Subject("anonymous", Set.of());

    public Subject {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role wanted) {
        return wanted == Role.ANYONE || roles.stream().anyMatch(r -> r.includes(wanted));
    }

    /** As whom he stands in policies: {@code gemello:<name>}, or as the issuer knows him. */
    public String dittoSubject() {
        return name.indexOf(':') < 0 ? "gemello:" + name : name;
    }
}
