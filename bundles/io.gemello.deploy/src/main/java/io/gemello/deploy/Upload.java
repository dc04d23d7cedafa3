package io.gemello.deploy;

import io.gemello.api.deploy.DeployFolder.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A file that somebody sent, received beside the folder and found whole. Any thread.
 *
 * @param fileName a plain name that is safe in the folder
 */
record Upload(String fileName, Path received, Offer offer) implements AutoCloseable {
    static Upload receive(String fileName, InputStream content, Path aside, Supplier<JarCheck> checks) throws IOException {
        String name = plain(fileName);
        Path received = Files.createTempFile(aside, "upload-", name.substring(name.lastIndexOf('.')));
        try {
            copy(content, received);
            Offer offer = name.endsWith(".json") ? FeatureFile.read(received) : checks.get().read(received);
            return new Upload(name, received, offer);
        } catch (NotFit unfit) {
            Files.delete(received);
            throw new Refused(name + ": " + unfit.fault().sentence());
        } catch (IOException | RuntimeException failed) {
            Files.delete(received);
            throw failed;
        }
    }

    /** The last segment of whatever path a browser sends, of harmless characters alone. */
    private static String plain(String sent) throws Refused {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String name = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.-]+", "");
        if (!name.matches(".{1,196}\\.(jar|json)")) {
            throw new Refused("'" + name.substring(0, Math.min(60, name.length())) + "' is neither a bundle (.jar) nor a feature (.json); name it so");
        }
        return name;
    }

    private static void copy(InputStream from, Path to) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                length += n;
                if (length > JarCheck.MOST_BYTES) {
                    throw new Refused("larger than " + (JarCheck.MOST_BYTES >> 20) + " MiB; leave out of the bundle what it does not need");
                }
                out.write(buffer, 0, n);
            }
        }
    }

    /** Nothing of it stays outside the folder. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(received);
    }
}
