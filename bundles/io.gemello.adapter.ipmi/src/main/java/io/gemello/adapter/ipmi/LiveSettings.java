package io.gemello.adapter.ipmi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A checked configuration of live scans.
 *
 * @param protocol ipmitool's interface
 * @param user may be empty: then the controller's anonymous user
 * @param maxParallel scans at a time of hosts that answer
 */
record LiveSettings(String name, Set<String> hosts, String user, Path passwordFile, Duration interval, Duration timeout,
                    String command, List<String> extraArgs, String protocol, int maxParallel) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.@][A-Za-z0-9_.@-]{0,31}");
    private static final Pattern PROTOCOL = Pattern.compile("[a-z][a-z0-9]*");
    /** Options that would show or replace the password or choose another host. */
    private static final Pattern OWN_OPTION = Pattern.compile("-[PfaEHUIkyY].*");
    private static final int MAX_PASSWORD_BYTES = 1024;

    /** @param data the data folder, which a relative password file belongs to @throws IllegalArgumentException with the sentence that the operator needs */
    static LiveSettings of(String name, IpmiAdapter.Config config, Path data) {
        Set<String> hosts = new LinkedHashSet<>(words(config.hosts()));
        check(!hosts.isEmpty(), "no hosts: name them in 'hosts', or play a recording by run --replay DIR");
        hosts.forEach(host -> check(HOST.matcher(host).matches(), "hosts: '" + host + "' is no host name or address"));
        check(config.user().isEmpty() || USER.matcher(config.user()).matches(), "user '" + config.user() + "' has characters that are not allowed");
        check(PROTOCOL.matcher(config.$interface()).matches(), "interface '" + config.$interface() + "' is none; lanplus is usual");
        check(!config.password_file().isBlank(), "no password.file: name a file of mode 600 that holds the password of the management controllers");
        check(!config.command().isBlank(), "no command: ipmitool is usual");
        check(config.interval_seconds() >= 1 && config.timeout_seconds() >= 1 && config.max_parallel() >= 1,
                "interval.seconds, timeout.seconds and max.parallel must be 1 or more");
        List<String> extra = words(config.extra_args());
        extra.forEach(arg -> check(!OWN_OPTION.matcher(arg).matches(), "extra.args must not hold " + arg.substring(0, 2) + ": it has a setting of its own"));
        return new LiveSettings(name, hosts, config.user(), data.resolve(config.password_file().trim()), Duration.ofSeconds(config.interval_seconds()),
                Duration.ofSeconds(config.timeout_seconds()), config.command().trim(), extra, config.$interface(), config.max_parallel());
    }

    /** Read anew for each scan, so a changed password needs no restart. @throws IllegalArgumentException when the file is missing or others may read it */
    String readPassword() {
        try {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(passwordFile);
            modes.removeAll(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            check(modes.isEmpty(), "password.file " + passwordFile + " may be read by others: chmod 600 " + passwordFile);
            check(Files.size(passwordFile) <= MAX_PASSWORD_BYTES, "password.file " + passwordFile + " holds more than a password");
            String password = Files.readString(passwordFile).strip();
            check(!password.isEmpty(), "password.file " + passwordFile + " is empty");
            return password;
        } catch (IOException e) {
            throw new IllegalArgumentException("password.file " + passwordFile + " cannot be read: " + e);
        }
    }

    /** A .cfg file may give a list as one text. */
    private static List<String> words(String[] texts) {
        List<String> words = new ArrayList<>();
        for (String text : texts) {
            for (String word : text.trim().split("[,\\s]+")) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
