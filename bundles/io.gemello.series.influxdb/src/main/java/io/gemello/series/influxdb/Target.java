package io.gemello.series.influxdb;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Set;

/**
 * Where readings go, as it is configured.
 *
 * @param bucket a bucket of InfluxDB 2, or a database of 1 and 3, there also {@code database/retention policy}
 * @param retentionDays of a bucket that is created; 0 for ever
 * @param tokenFile null for none
 * @param timeout of connecting, and of each answer
 */
record Target(String url, String org, String bucket, int retentionDays, boolean create, Path tokenFile, String tokenVariable, boolean gzip, Duration timeout) {
    /** @throws IllegalArgumentException with the sentence an operator needs */
    Target {
        if (!url.matches("https?://.+") || URI.create(url).getHost() == null) {
            throw new IllegalArgumentException("url of the InfluxDB store is '" + url + "': it must be that of the server, e.g. http://127.0.0.1:8086");
        }
        if (org.isBlank() || bucket.isBlank() || bucket.startsWith("/") || bucket.endsWith("/")) {
            throw new IllegalArgumentException("the InfluxDB store needs org and bucket; they are '" + org + "' and '" + bucket + "'. InfluxDB 1 and 3 have no org: any word will do");
        }
        if (retentionDays < 0) {
            throw new IllegalArgumentException("retention.days of the InfluxDB store is " + retentionDays + ": it must be 0 (for ever) or more");
        }
    }

    /** Read anew for every connection, so that a token may be changed while the runtime is up. Empty for none. */
    String token() throws IOException {
        if (tokenFile == null) {
            String value = System.getenv(tokenVariable);
            return value == null ? "" : value.strip();
        }
        try {
            Set<PosixFilePermission> open = Files.getPosixFilePermissions(tokenFile);
            open.removeAll(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            if (!open.isEmpty()) {
                throw new IOException("the token file " + tokenFile + " is open to others: chmod 600 it");
            }
            return Files.readString(tokenFile).strip();
        } catch (NoSuchFileException e) {
            throw new IOException("the token file " + tokenFile + " does not exist", e);
        }
    }

    /** InfluxDB 1's name for the place. */
    String database() {
        int slash = bucket.indexOf('/');
        return slash < 0 ? bucket : bucket.substring(0, slash);
    }

    /** The retention policy; null for the database's own. */
    String policy() {
        int slash = bucket.indexOf('/');
        return slash < 0 ? null : bucket.substring(slash + 1);
    }
}
