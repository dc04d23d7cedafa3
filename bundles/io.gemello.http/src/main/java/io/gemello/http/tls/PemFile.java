package io.gemello.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file in the form that operators have (RFC 7468): labelled blocks of Base64, with anything between them. */
record PemFile(Path path, List<Block> blocks) {
    private static final long MOST_BYTES = 1 << 20;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    /** Of old encrypted keys: "Proc-Type: 4,ENCRYPTED" and its like, up to an empty line. */
    private static final Pattern HEADERS = Pattern.compile("(?s)^\\s*(?:[A-Za-z-]+:.*?\\R)+\\s*\\R");

    record Block(String label, boolean encrypted, byte[] der) {}

    /** @param key the configured key, e.g. {@code tls.cert}, for messages */
    static PemFile read(String key, Path path) {
        String text;
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new IllegalArgumentException(key + " " + path + " is larger than 1 MiB: that is no PEM file");
            }
            text = Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException(key + " " + path + (Files.exists(path) ? " cannot be read (" + e.getMessage() + "): give this process's user the right to" : " does not exist: put the PEM file there, or correct " + key), e);
        }
        List<Block> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(text);
        while (found.find()) {
            Matcher headers = HEADERS.matcher(found.group(2));
            boolean headed = headers.find();
            String body = headed ? found.group(2).substring(headers.end()) : found.group(2);
            try {
                blocks.add(new Block(found.group(1), found.group(1).startsWith("ENCRYPTED") || headed && headers.group().contains("ENCRYPTED"), Base64.getMimeDecoder().decode(body)));
            } catch (IllegalArgumentException broken) {
                throw new IllegalArgumentException(key + " " + path + " is broken: a block '" + found.group(1) + "' is no Base64; copy the file again, as it is", broken);
            }
        }
        return new PemFile(path, List.copyOf(blocks));
    }

    /** All certificates, in the file's order. */
    List<X509Certificate> certificates(String key) {
        List<X509Certificate> all = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label.equals("CERTIFICATE") || block.label.equals("X509 CERTIFICATE")) {
                try {
                    all.add((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der)));
                } catch (CertificateException broken) {
                    throw new IllegalArgumentException(key + " " + path + " is broken: its certificate " + (all.size() + 1) + " cannot be read (" + broken.getMessage() + ")", broken);
                }
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(key + " " + path + " holds no certificate: a PEM file with '-----BEGIN CERTIFICATE-----' is wanted; from DER: openssl x509 -inform DER -in FILE -out " + path.getFileName());
        }
        return all;
    }
}
