package io.gemello.http.people;

import io.gemello.api.access.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Users for tests: vera views, otto operates, ida integrates, device publishes; all with one password, hashed once. */
public final class TestPeople {
    public static final String PASSWORD = "correct-horse-battery";
    private static final PasswordHash HASH = PasswordHash.of(PASSWORD);

    private TestPeople() {}

    /** A doorkeeper of these users, on the machine's clock. */
    public static Doorkeeper doorkeeper(Path folder) throws IOException {
        return new Doorkeeper((who, what, target, outcome) -> {}, file(folder), null, null, System::nanoTime);
    }

    static UserFile file(Path folder) throws IOException {
        UserFile file = new UserFile(folder.resolve("etc/users.json"));
        Map<String, User> users = new LinkedHashMap<>();
        Map.of("vera", Role.VIEWER, "otto", Role.OPERATOR, "ida", Role.INTEGRATOR, "device", Role.DEVICE).forEach((name, role) -> users.put(name, new User(name, Set.of(role), HASH, List.of())));
        file.change(none -> users);
        return file;
    }

    public static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
