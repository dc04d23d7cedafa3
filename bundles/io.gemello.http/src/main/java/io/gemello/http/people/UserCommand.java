package io.gemello.http.people;

import io.gemello.api.access.Role;
import java.io.Console;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** {@code gemello user …}: changes the users' file; a running process sees it within a second. */
public final class UserCommand {
    private static final String USAGE = "user add NAME --role viewer|operator|integrator|device   user password NAME   user remove NAME   user list      [--data DIR]";
    private final UserFile file;
    private final Supplier<String> password;

    /** @param password asks for the new password, or null when there is none to be had */
    UserCommand(UserFile file, Supplier<String> password) {
        this.file = file;
        this.password = password;
    }

    /** @return 0, or 2 with a line on what is wrong */
    public static int run(String... args) {
        try {
            CommandLine line = CommandLine.parse(Set.of("--role", "--data"), args);
            System.out.println(new UserCommand(line.users(), UserCommand::ask).execute(line));
            return 0;
        } catch (IllegalArgumentException | IOException wrong) {
            System.err.println("gemello: " + wrong.getMessage());
            return 2;
        }
    }

    String execute(CommandLine line) throws IOException {
        switch (line.words().isEmpty() ? "" : line.words().get(0)) {
            case "add":
                return add(line.word(1, "the new user's name"), roles(line.options().get("--role")));
            case "password":
                return changePassword(line.word(1, "a user's name"));
            case "remove":
                return remove(line.word(1, "a user's name"));
            case "list":
                return list();
            default:
                throw new IllegalArgumentException(USAGE);
        }
    }

    private String add(String name, Set<Role> roles) throws IOException {
        if (file.read().containsKey(name)) {
            throw new IllegalArgumentException("there is a user " + name + " already; `gemello user password " + name + "` changes the password");
        }
        User user = new User(name, roles, PasswordHash.of(newPassword()), List.of());
        file.change(users -> put(users, user));
        return "user " + name + " may sign in as " + words(roles);
    }

    private String changePassword(String name) throws IOException {
        known(file.read(), name);
        PasswordHash hash = PasswordHash.of(newPassword());
        file.change(users -> put(users, known(users, name).withPassword(hash)));
        return "user " + name + " has a new password; browsers that were signed in must sign in again";
    }

    private String remove(String name) throws IOException {
        file.change(users -> {
            known(users, name);
            Map<String, User> left = new LinkedHashMap<>(users);
            left.remove(name);
            if (left.values().stream().noneMatch(user -> user.roles().contains(Role.INTEGRATOR))) {
                throw new IllegalArgumentException(name + " is the last integrator; add another one first");
            }
            return left;
        });
        return "user " + name + " is removed, with all tokens";
    }

    private String list() throws IOException {
        StringBuilder text = new StringBuilder();
        for (User user : file.read().values()) {
            text.append(user.name()).append('\t').append(words(user.roles())).append('\n');
            user.tokens().forEach(token -> text.append("\ttoken ").append(token.id()).append(", made ").append(token.created()).append('\n'));
        }
        return text.isEmpty() ? "no users yet; the first `gemello run` makes user operator" : text.toString().stripTrailing();
    }

    private String newPassword() {
        String given = password.get();
        if (given == null) {
            throw new IllegalArgumentException("no password: run this in a terminal, or set GEMELLO_PASSWORD");
        }
        String weakness = User.weakness(given);
        if (weakness != null) {
            throw new IllegalArgumentException(weakness);
        }
        return given;
    }

    static User known(Map<String, User> users, String name) {
        User user = users.get(name);
        if (user == null) {
            throw new IllegalArgumentException("there is no user " + name + "; `gemello user list` names them");
        }
        return user;
    }

    static Map<String, User> put(Map<String, User> users, User user) {
        Map<String, User> all = new LinkedHashMap<>(users);
        all.put(user.name(), user);
        return all;
    }

    private static Set<Role> roles(String text) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : text == null ? new String[0] : text.split(",")) {
            try {
                roles.add(Role.valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException("there is no role " + word + "; give --role viewer, operator, integrator or device", unknown);
            }
        }
        if (roles.isEmpty() || roles.contains(Role.ANYONE)) {
            throw new IllegalArgumentException("give --role viewer, operator, integrator or device");
        }
        return roles;
    }

    private static String words(Set<Role> roles) {
        return String.join(", ", roles.stream().sorted().map(Role::word).toList());
    }

    private static String ask() {
        String given = System.getenv("GEMELLO_PASSWORD");
        Console terminal = System.console();
        if (given != null && !given.isEmpty() || terminal == null) {
            return given;
        }
        char[] first = terminal.readPassword("New password: ");
        char[] again = terminal.readPassword("Again: ");
        if (first == null || !Arrays.equals(first, again)) {
            throw new IllegalArgumentException("the two passwords differ");
        }
        return new String(first);
    }
}
