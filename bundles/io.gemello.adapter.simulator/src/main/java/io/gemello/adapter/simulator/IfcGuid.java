package io.gemello.adapter.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** GlobalIds that follow from names, so that a model that is written anew has the same. */
final class IfcGuid {
    private static final UUID DATA_HALL = UUID.fromString("6c2f4c1e-9d5b-5f0a-8a43-2f6f7e0f5b11");
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$";
    private static final int CHARACTERS = 22;
    private static final int BITS = 6;
    private static final int VERSION_5 = 0x50;
    private static final int VARIANT = 0x80;

    private IfcGuid() {}

    static String ofAsset(String asset) {
        return of("asset " + asset);
    }

    static String ofPoint(String point) {
        return of("point " + point);
    }

    /** @param name of whatever else has an id in the model: a relation, a property set */
    static String of(String name) {
        return compressed(named(DATA_HALL, name));
    }

    /** RFC 4122, version 5. */
    static UUID named(UUID namespace, String name) {
        MessageDigest sha1;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every Java has SHA-1", none);
        }
        sha1.update(ByteBuffer.allocate(16).putLong(namespace.getMostSignificantBits()).putLong(namespace.getLeastSignificantBits()).array());
        byte[] hash = sha1.digest(name.getBytes(StandardCharsets.UTF_8));
        hash[6] = (byte) (hash[6] & 0x0f | VERSION_5);
        hash[8] = (byte) (hash[8] & 0x3f | VARIANT);
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** IFC's form: 128 bits, the first character two of them, each other six. */
    static String compressed(UUID id) {
        char[] text = new char[CHARACTERS];
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int i = CHARACTERS - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (low & (1 << BITS) - 1));
            low = low >>> BITS | high << Long.SIZE - BITS;
            high >>>= BITS;
        }
        return new String(text);
    }
}
