package io.gemello.http.people;

import io.gemello.api.access.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which of our roles somebody has by what an issuer's token says of him. */
final class RoleMap {
    private static final Set<String> KNOWN = Set.of("viewer", "operator", "integrator", "device");
    /** Stands for everybody whom the issuer vouches for. */
    private static final String ANYBODY = "*";

    private final String[] claim;
    private final Map<String, Role> roles = new HashMap<>();

    /** @param claim a claim's name, with dots for one inside another @param lines e.g. {@code admins=integrator}, several to be separated by commas @throws IllegalArgumentException with the sentence that the operator needs */
    RoleMap(String claim, List<String> lines) {
        this.claim = claim.split("\\.");
        for (String line : lines) {
            int equals = line.lastIndexOf('=');
            String role = line.substring(equals + 1).strip();
            if (equals < 1 || !KNOWN.contains(role)) {
                throw new IllegalArgumentException("roles: '" + line + "' does not say which value of the claim gives which role; write value=viewer, operator, integrator or device");
            }
            roles.put(line.substring(0, equals).strip(), Role.valueOf(role.toUpperCase(Locale.ROOT)));
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles is empty: nobody whom the issuer vouches for could do anything; write e.g. roles = *=viewer, admins=integrator");
        }
    }

    /** @param claims of a token that was verified */
    Set<Role> of(Map<String, Object> claims) {
        Set<Role> found = EnumSet.noneOf(Role.class);
        if (roles.containsKey(ANYBODY)) {
            found.add(roles.get(ANYBODY));
        }
        Object value = claims;
        for (String name : claim) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        Collection<?> values = value instanceof Collection<?> many ? many : value instanceof String text ? List.of(text.split(" ")) : List.of();
        values.stream().filter(one -> one instanceof String && !ANYBODY.equals(one)).map(roles::get).filter(Objects::nonNull).forEach(found::add);
        return found;
    }
}
