package io.gemello.adapter.mqtt;

import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** What went wrong in a TLS handshake, in words that name the file and say what to do. */
final class TlsWords {
    private static final String ALERT = "Received fatal alert: ";

    private TlsWords() {}

    /** @return null where it was no matter of TLS */
    static MqttLink.Refused of(MqttLink.Target target, Throwable failure) {
        SSLException handshake = find(failure, SSLException.class);
        if (handshake == null) {
            return null;
        }
        String what = message(handshake);
        String sentence;
        if (find(failure, CertificateExpiredException.class) != null) {
            sentence = "its certificate has expired: let it be renewed there";
        } else if (find(failure, CertificateNotYetValidException.class) != null) {
            sentence = "its certificate is not valid yet: see to the clocks there and here";
        } else if (what.contains("No subject alternative") || what.contains("No name matching")) {
            sentence = "its certificate is not made for '" + URI.create(target.uri()).getHost() + "': connect by a name that stands in it, or let it be renewed with this one";
        } else if (find(failure, CertPathBuilderException.class) != null || find(failure, CertPathValidatorException.class) != null) {
            sentence = "its certificate is not signed by " + (authority(target).isEmpty() ? "an authority that Java trusts: set tls.ca" : "anybody in tls.ca " + authority(target) + ": put its authority's certificate there");
        } else if (what.contains(ALERT)) {
            sentence = refusal(target, what.substring(what.indexOf(ALERT) + ALERT.length()));
        } else if (what.contains("Unsupported or unrecognized SSL message")) {
            sentence = "no TLS is spoken at this port: write tcp:// or give its TLS port";
        } else {
            sentence = "the TLS handshake failed (" + what + ")";
        }
        return new MqttLink.Refused(true, "no connection to " + target.uri() + ": " + sentence);
    }

    private static String refusal(MqttLink.Target target, String alert) {
        boolean shown = target.tls() != null && !target.tls().paths().certificate().isEmpty();
        return switch (alert) {
            case "certificate_required", "bad_certificate", "unknown_ca", "certificate_unknown", "certificate_expired", "certificate_revoked", "unsupported_certificate", "access_denied", "handshake_failure", "decrypt_error" -> shown
                ? "it refused the certificate in tls.cert " + target.tls().paths().certificate() + " (" + alert + "): give one that is valid and signed by the authority it trusts"
                : "it wants a client's certificate (" + alert + "): set tls.cert and tls.key";
            default -> "it broke the TLS handshake off (" + alert + ")";
        };
    }

    private static String authority(MqttLink.Target target) {
        return target.tls() == null ? "" : target.tls().paths().authority();
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static <T> T find(Throwable failure, Class<T> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
