package io.gemello.http.people;

import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Whom a client certificate names: the one common name (CN) of its subject, letter by letter a user's name. */
final class CertificateName {
    private CertificateName() {}

    /** Empty for a subject with no CN or with several: whose it is must not depend on which one is read. */
    static Optional<String> of(X500Principal subject) {
        try {
            List<Rdn> names = new LdapName(subject.getName()).getRdns().stream().filter(rdn -> rdn.getType().equalsIgnoreCase("CN")).toList();
            return names.size() == 1 && names.get(0).size() == 1 && names.get(0).getValue() instanceof String name ? Optional.of(name) : Optional.empty();
        } catch (InvalidNameException unreadable) {
            return Optional.empty();
        }
    }
}
