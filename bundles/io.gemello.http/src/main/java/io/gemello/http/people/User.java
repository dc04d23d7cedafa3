package io.gemello.http.people;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Somebody who may sign in. @param password null for one who has tokens only */
record User(String name, Set<Role> roles, PasswordHash password, List<AccessToken> tokens) {
    static final int MIN_PASSWORD = 8;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    User {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a user's name is 1 to 64 letters, digits, dots, dashes and underscores; this is not: " + name);
        }
        roles = Set.copyOf(roles);
        tokens = List.copyOf(tokens);
    }

    /** @return null when the password will do, else what is wrong with it */
    static String weakness(String password) {
        return password.length() < MIN_PASSWORD ? "a password has at least " + MIN_PASSWORD + " characters" : null;
    }

    Subject subject() {
        return new Subject(name, roles);
    }

    User withPassword(PasswordHash other) {
        return new User(name, roles, other, tokens);
    }

    User withToken(AccessToken token) {
        List<AccessToken> more = new ArrayList<>(tokens);
        more.add(token);
        return new User(name, roles, password, more);
    }

    User withoutToken(String id) {
        return new User(name, roles, password, tokens.stream().filter(token -> !token.id().equals(id)).toList());
    }
}
