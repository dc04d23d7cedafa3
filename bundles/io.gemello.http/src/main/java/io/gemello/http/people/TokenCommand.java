package io.gemello.http.people;

import java.io.IOException;
import java.time.Clock;
import java.util.Set;

/** {@code gemello token NAME}: makes a token for a user's programs and prints it, this once. {@code --revoke ID} takes one back. */
public final class TokenCommand {
    private TokenCommand() {}

    /** @return 0, or 2 with a line on what is wrong */
    public static int run(String... args) {
        try {
            CommandLine line = CommandLine.parse(Set.of("--data", "--revoke"), args);
            String name = line.word(0, "the name of the user whose rights the token shall have");
            String id = line.options().get("--revoke");
            System.out.println(id == null ? make(line.users(), name, Clock.systemUTC()) : revoke(line.users(), name, id));
            return 0;
        } catch (IllegalArgumentException | IOException wrong) {
            System.err.println("gemello: " + wrong.getMessage());
            return 2;
        }
    }

    /** @return the secret */
    static String make(UserFile file, String name, Clock clock) throws IOException {
        String secret = AccessToken.newSecret();
        file.change(users -> UserCommand.put(users, UserCommand.known(users, name).withToken(AccessToken.of(secret, clock.instant()))));
        return secret;
    }

    private static String revoke(UserFile file, String name, String id) throws IOException {
        file.change(users -> {
            User user = UserCommand.known(users, name);
            User without = user.withoutToken(id);
            if (without.tokens().size() == user.tokens().size()) {
                throw new IllegalArgumentException("user " + name + " has no token " + id + "; `gemello user list` shows them");
            }
            return UserCommand.put(users, without);
        });
        return "token " + id + " is no longer valid";
    }
}
