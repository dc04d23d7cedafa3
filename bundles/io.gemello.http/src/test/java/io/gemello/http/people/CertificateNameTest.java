package io.gemello.http.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class CertificateNameTest {
    private static Optional<String> named(String subject) {
        return CertificateName.of(new X500Principal(subject));
    }

    @Test
    void theOneCommonNameIsTheUsersName() {
        assertEquals(Optional.of("meter-7"), named("CN=meter-7,O=Trial,C=IT"));
        assertEquals(Optional.of("meter-7"), named("C=IT,O=Trial,CN=meter-7"));
        assertEquals(Optional.of("meter-7,CN=operator"), named("CN=meter-7\\,CN\\=operator,O=Trial"));
    }

    @Test
    void aSubjectThatCanBeReadInTwoWaysNamesNobody() {
        assertEquals(Optional.empty(), named("CN=meter-7,CN=operator"));
        assertEquals(Optional.empty(), named("CN=meter-7+CN=operator,O=Trial"));
        assertEquals(Optional.empty(), named("O=operator"));
    }
}
