package io.gemello.api.access;

/**
 * Where keys and certificates lie, as an operator wrote it: PEM files, relative ones in the data folder, empty for none.
 *
 * @param certificate the own certificate first, then those between it and its authority
 * @param key its private key, without pass phrase, mode 600
 * @param authority the certificates that the other side's must be signed by; empty: those that Java trusts
 */
public record TlsPaths(String certificate, String key, String authority) {
    public TlsPaths {
        certificate = certificate.strip();
        key = key.strip();
        authority = authority.strip();
    }

    /** Whether anything was configured. */
    public boolean any() {
        return !certificate.isEmpty() || !key.isEmpty() || !authority.isEmpty();
    }
}
