package io.gemello.bim;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The GUIDs of shared parameters: name-based (RFC 9562, version 5), so that every run and every machine makes the same. */
final class ParameterGuids {
    /** Chosen once; a change would give every parameter of every site another GUID. */
    private static final UUID ROOT = UUID.fromString("6f1b3a52-8a0e-5d3c-9d54-3c1f0c9a7e21");
    private final UUID site;

    /** @param namespace of the site's things: with it, the same name is another parameter on another site */
    ParameterGuids(String namespace) {
        site = version5(ROOT, namespace);
    }

    UUID of(String parameter) {
        return version5(site, parameter);
    }

    static UUID version5(UUID namespace, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16).putLong(namespace.getMostSignificantBits()).putLong(namespace.getLeastSignificantBits()).array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong() & ~0xF000L | 0x5000L, hash.getLong() & ~0xC000000000000000L | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
