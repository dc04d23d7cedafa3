package io.gemello.http.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The private key that belongs to a certificate: PKCS#8 as it is, PKCS#1 (RSA) and SEC 1 (EC) wrapped into it. */
final class KeyFile {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final byte[] TRIAL = "does this key make this certificate's signatures?".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private KeyFile() {}

    /** @param owner the public key in the certificate */
    static PrivateKey read(Path path, PublicKey owner, Path certificate) {
        PemFile.Block block = PemFile.read("tls.key", path).blocks().stream().filter(b -> b.label().endsWith("PRIVATE KEY")).findFirst().orElseThrow(
            () -> new IllegalArgumentException("tls.key " + path + " holds no private key: a PEM file with '-----BEGIN PRIVATE KEY-----' is wanted"));
        requirePrivate(path);
        if (block.encrypted()) {
            throw new IllegalArgumentException("tls.key " + path + " is encrypted, and nobody is there to type its pass phrase: openssl pkey -in " + path.getFileName() + " -out plain.key && chmod 600 plain.key");
        }
        PrivateKey key;
        try {
            byte[] pkcs8 = block.label().equals("PRIVATE KEY") ? block.der() : wrapped(owner, block.der());
            key = KeyFactory.getInstance(owner.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("tls.key " + path + " is no " + owner.getAlgorithm() + " key, as the certificate in " + certificate + " wants one ('" + block.label() + "'); if it is one, convert it: openssl pkey -in "
                + path.getFileName() + " -out plain.key", e);
        }
        if (!fits(key, owner)) {
            throw new IllegalArgumentException("tls.key " + path + " does not fit the certificate in " + certificate + ": give the key that its request was made with");
        }
        return key;
    }

    private static void requirePrivate(Path path) {
        try {
            Set<PosixFilePermission> open = EnumSet.noneOf(PosixFilePermission.class);
            open.addAll(Files.getPosixFilePermissions(path));
            open.removeAll(OWNERS);
            if (!open.isEmpty()) {
                throw new IllegalArgumentException("tls.key: others may use " + path + ": chmod 600 " + path);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new IllegalArgumentException("tls.key: who may read " + path + " cannot be seen (" + e.getMessage() + ")", e);
        }
    }

    /** The file names no algorithm in a form that Java reads; the certificate's own key does (RFC 5280, 4.1: SubjectPublicKeyInfo begins with it). */
    private static byte[] wrapped(PublicKey owner, byte[] der) {
        ByteBuffer info = ByteBuffer.wrap(owner.getEncoded());
        open(info);
        int from = info.position();
        int length = open(info);
        byte[] algorithm = Arrays.copyOfRange(info.array(), from, info.position() + length);
        return tagged(SEQUENCE, VERSION_0, algorithm, tagged(OCTETS, der));
    }

    /** Enters a DER element. @return its content's length */
    private static int open(ByteBuffer der) {
        der.get();
        int first = der.get() & 0xff;
        int length = first < 0x80 ? first : 0;
        for (int i = 0; first > 0x80 && i < (first & 0x7f); i++) {
            length = length << 8 | der.get() & 0xff;
        }
        return length;
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(p -> p.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(length >> 8 * i);
            }
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static boolean fits(PrivateKey key, PublicKey owner) {
        if (key instanceof RSAKey mine && owner instanceof RSAKey theirs && !mine.getModulus().equals(theirs.getModulus())) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(switch (owner.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> owner.getAlgorithm();
            });
            signature.initSign(key);
            signature.update(TRIAL);
            byte[] signed = signature.sign();
            signature.initVerify(owner);
            signature.update(TRIAL);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
