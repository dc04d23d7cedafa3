package io.gemello.launcher.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;

/** Says which content may run: that of the distribution, by its digest, and that which a trusted key has signed. */
public final class Trust {
    private final Set<String> distribution;
    /** How locations of the distribution's own bundles begin. */
    private final String referred;
    private final SignedJar signed;
    private final Path scratch;

    private Trust(Set<String> distribution, String referred, SignedJar signed, Path scratch) {
        this.referred = referred;
        this.distribution = distribution;
        this.signed = signed;
        this.scratch = scratch;
    }

    /**
     * @param pem the trusted certificates
     * @param bundles the distribution's bundles
     * @param digests lines of {@link ContentDigest} and file name, as the assembly wrote them
     * @param scratch a folder for short-lived copies
     * @throws IllegalArgumentException with the sentence that the operator needs
     */
    public static Trust of(Path pem, Path bundles, Path digests, Path scratch) throws IOException {
        // Felix adds extensions of itself without asking any hook. It reads this when its classes are loaded, which is later.
        System.setProperty("felix.extensions.disable", "true");
        SignedJar signed = new SignedJar(TrustedKeys.read(pem));
        if (!Files.isRegularFile(digests)) {
            throw new IllegalArgumentException(digests + " is missing, so that the distribution's own bundles cannot be told from others; install the distribution anew");
        }
        Set<String> known = new HashSet<>();
        Files.readAllLines(digests).forEach(line -> known.add(line.split(" ", 2)[0]));
        return new Trust(Set.copyOf(known), "reference:" + bundles.toUri(), signed, scratch);
    }

    /**
     * From here on the framework resolves nothing that is not trusted, however it was installed. Two services tell the
     * bundles: a {@link Function} that says of a jar file (a {@link Path}) why it is not trusted, or null, and a {@link Supplier} of what was refused, by
     * symbolic name. Their property {@code gemello.trust} is {@code judge} and {@code refused}.
     */
    public TrustGate guard(BundleContext system) {
        TrustGate gate = new TrustGate(this);
        Function<Path, String> judge = this::refusal;
        Supplier<Map<String, String>> refused = () -> new TreeMap<>(gate.refused());
        system.registerService(ResolverHookFactory.class, gate, null);
        system.registerService(Function.class, judge, new Hashtable<>(Map.of("gemello.trust", "judge")));
        system.registerService(Supplier.class, refused, new Hashtable<>(Map.of("gemello.trust", "refused")));
        return gate;
    }

    /** @return why this jar is not trusted; null when it is */
    public String refusal(Path jar) {
        try {
            return distribution.contains(ContentDigest.ofJar(jar)) ? null : signed.refusal(jar);
        } catch (IOException broken) {
            return "it cannot be read (" + broken.getMessage() + ")";
        }
    }

    /** A plain file name behind the folder: no way leads out of it, escaped or not. */
    private boolean ofDistribution(String location) {
        return location.startsWith(referred) && location.substring(referred.length()).matches("[^/%\\\\]+");
    }

    /** @return why a bundle's newest content is not trusted; null when it is */
    String refusal(Bundle bundle) {
        String location = bundle.getLocation();
        if (location.startsWith("reference:") && !ofDistribution(location)) {
            return "it was installed by reference, so that its content could change after it was judged";
        }
        try {
            RevisionContent content = new RevisionContent(bundle);
            if (distribution.contains(content.digest())) {
                return null;
            }
            Path copy = Files.createTempFile(scratch, "trust-", ".jar");
            try {
                content.writeTo(copy);
                return signed.refusal(copy);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException broken) {
            return "it cannot be read (" + broken.getMessage() + ")";
        }
    }
}
