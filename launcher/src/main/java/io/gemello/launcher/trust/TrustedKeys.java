package io.gemello.launcher.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The certificates of the trust file. A signer is trusted when his certificate is one of them, or was issued for code
 * signing by one of them that is an authority. Dates do not count: a building must not stop because a day has passed; a key
 * is withdrawn by taking its certificate out of the file.
 */
final class TrustedKeys {
    /** Extended key usages (RFC 5280, 4.2.1.12): code signing, and any. */
    private static final Set<String> SIGNS_CODE = Set.of("1.3.6.1.5.5.7.3.3", "2.5.29.37.0");
    private final Set<X509Certificate> certificates;

    private TrustedKeys(Set<X509Certificate> certificates) {
        this.certificates = certificates;
    }

    /** @throws IllegalArgumentException with the sentence that the operator needs */
    static TrustedKeys read(Path pem) {
        Set<X509Certificate> found = new HashSet<>();
        try {
            byte[] bytes = Files.readAllBytes(pem);
            CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes)).forEach(one -> found.add((X509Certificate) one));
        } catch (IOException missing) {
            throw new IllegalArgumentException("trust file " + pem + " cannot be read; put the trusted certificates there (PEM), or take the setting out", missing);
        } catch (CertificateException broken) {
            throw new IllegalArgumentException("trust file " + pem + " holds something else than certificates (PEM): " + broken.getMessage(), broken);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("trust file " + pem + " holds no certificate; put the trusted ones there (PEM), or take the setting out");
        }
        return new TrustedKeys(Set.copyOf(found));
    }

    boolean trust(CodeSigner signer) {
        CertPath path = signer.getSignerCertPath();
        return certificates.contains(path.getCertificates().get(0)) || issued(path);
    }

    private boolean issued(CertPath signed) {
        try {
            List<X509Certificate> chain = signed.getCertificates().stream().map(X509Certificate.class::cast).toList();
            List<String> usages = chain.get(0).getExtendedKeyUsage();
            if (usages != null && usages.stream().noneMatch(SIGNS_CODE::contains)) {
                return false;
            }
            Set<TrustAnchor> authorities = new HashSet<>();
            certificates.stream().filter(one -> one.getBasicConstraints() >= 0).forEach(one -> authorities.add(new TrustAnchor(one, null)));
            if (authorities.isEmpty()) {
                return false;
            }
            PKIXParameters rules = new PKIXParameters(authorities);
            rules.setRevocationEnabled(false);
            rules.setDate(whenAllHadBegun(chain));
            // The authority itself ends the path; a path must not repeat it.
            List<X509Certificate> below = chain.stream().filter(one -> !certificates.contains(one)).toList();
            CertPathValidator.getInstance("PKIX").validate(CertificateFactory.getInstance("X.509").generateCertPath(below), rules);
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }

    private static Date whenAllHadBegun(List<X509Certificate> chain) {
        return chain.stream().map(X509Certificate::getNotBefore).max(Date::compareTo).orElseThrow();
    }
}
