package io.gemello.twin.ditto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Where a password lies; it is read anew for every connection, so that it may be changed while the runtime is up.
 *
 * @param file holds it and nothing else, mode 600; null for none
 * @param variable of the environment, read where no file is given
 */
record Secret(Path file, String variable) {
    /** @throws IOException with the sentence an operator needs */
    String read() throws IOException {
        if (file == null) {
            String value = System.getenv(variable);
            if (value == null || value.isBlank()) {
                throw new IOException("there is no password: set password.file, or the environment variable " + variable);
            }
            return value.strip();
        }
        try {
            Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
            open.removeAll(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            if (!open.isEmpty()) {
                throw new IOException("the password file " + file + " is open to others: chmod 600 it");
            }
            return Files.readString(file).strip();
        } catch (NoSuchFileException missing) {
            throw new IOException("the password file " + file + " does not exist", missing);
        }
    }
}
