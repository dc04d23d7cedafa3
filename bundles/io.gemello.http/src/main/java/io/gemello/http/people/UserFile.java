package io.gemello.http.people;

import io.gemello.api.access.Role;
import io.gemello.api.http.HttpProblem;
import io.gemello.http.json.JsonBytes;
import io.gemello.http.json.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** {@code users.json}: read whole, replaced whole; for its owner's eyes only (mode 600). Several processes may change it. */
final class UserFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private final Path file;

    UserFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Changes whenever the file does: an atomic replacement is another file. Empty where there is none. */
    String stamp() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.fileKey() + " " + now.lastModifiedTime() + " " + now.size();
        } catch (IOException absent) {
            return "";
        }
    }

    /** Whether others than the owner may read or write it. */
    boolean open() throws IOException {
        return !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** @throws IOException saying what is wrong with the file */
    Map<String, User> read() throws IOException {
        Map<String, User> users = new LinkedHashMap<>();
        if (!exists()) {
            return users;
        }
        try {
            for (Object entry : (List<?>) ((Map<?, ?>) JsonText.read(Files.readAllBytes(file))).get("users")) {
                User user = user((Map<?, ?>) entry);
                users.put(user.name(), user);
            }
        } catch (HttpProblem broken) {
            throw new IOException(file + " is broken: " + broken.getMessage(), broken);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException | DateTimeException broken) {
            throw new IOException(file + " is not a list of users as this version writes it: " + broken.getMessage(), broken);
        }
        return users;
    }

    /** Reads, changes and replaces it; a lock keeps other processes from doing so at the same time. */
    synchronized void change(UnaryOperator<Map<String, User>> change) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file.resolveSibling(".users.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock held = channel.lock()) {
            write(change.apply(read()));
        }
    }

    private void write(Map<String, User> users) throws IOException {
        List<Object> entries = new ArrayList<>();
        users.values().forEach(user -> entries.add(entry(user)));
        Path fresh = Files.createTempFile(file.getParent(), ".users", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(JsonBytes.pretty(Map.of("users", entries)));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static User user(Map<?, ?> entry) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        ((List<?>) entry.get("roles")).forEach(word -> roles.add(Role.valueOf(word.toString().toUpperCase(Locale.ROOT))));
        PasswordHash password = entry.get("password") instanceof Map<?, ?> hash
            ? new PasswordHash(hash.get("algorithm").toString(), ((Long) hash.get("iterations")).intValue(), hash.get("salt").toString(), hash.get("hash").toString()) : null;
        List<AccessToken> tokens = new ArrayList<>();
        for (Object token : entry.get("tokens") instanceof List<?> list ? list : List.of()) {
            Map<?, ?> named = (Map<?, ?>) token;
            tokens.add(new AccessToken(named.get("id").toString(), named.get("sha256").toString(), Instant.parse(named.get("created").toString())));
        }
        return new User(entry.get("name").toString(), roles, password, tokens);
    }

    private static Map<String, Object> entry(User user) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", user.name());
        entry.put("roles", user.roles().stream().sorted().map(Role::word).toList());
        if (user.password() != null) {
            Map<String, Object> hash = new LinkedHashMap<>();
            hash.put("algorithm", user.password().algorithm());
            hash.put("iterations", user.password().iterations());
            hash.put("salt", user.password().salt());
            hash.put("hash", user.password().hash());
            entry.put("password", hash);
        }
        List<Object> tokens = new ArrayList<>();
        for (AccessToken token : user.tokens()) {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("id", token.id());
            named.put("sha256", token.sha256());
            named.put("created", token.created());
            tokens.add(named);
        }
        entry.put("tokens", tokens);
        return entry;
    }
}
