package io.gemello.adapter.__name__;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is special about the device, and what to replace by your own. This one reads URLs ({@code http:}, {@code file:})
 * and takes the first number of what they say.
 */
final class __Name__Source {
    /** For one answer, from the first byte to the last, and for a connection. */
    private static final int PATIENCE_MILLIS = 2000;
    /** All of a reading: connection, first byte, answer, and the byte that comes just before the end of patience. */
    static final int LONGEST_MILLIS = 4 * PATIENCE_MILLIS;
    private static final int LONGEST_ANSWER = 4096;
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    /** The device answered, but with no number. */
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    /** @return the number as the device wrote it: units, states and calibration are the core's work */
    String read(String address) throws IOException {
        URLConnection connection = open(address);
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setRequestProperty("Connection", "close");
        try (InputStream in = connection.getInputStream()) {
            Matcher number = NUMBER.matcher(text(in));
            if (!number.find()) {
                throw new Unreadable("says nothing that begins like a number");
            }
            return number.group();
        }
    }

    private static URLConnection open(String address) throws IOException {
        try {
            return URI.create(address).toURL().openConnection();
        } catch (IllegalArgumentException none) {
            throw new Unreadable("is no URL: correct the address in points.csv");
        }
    }

    /** The beginning of what is said: neither endless answers nor endlessly slow ones get through. */
    private static String text(InputStream in) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        byte[] bytes = new byte[LONGEST_ANSWER];
        int length = 0;
        // One byte at a time: files of the kernel's, such as /proc/loadavg, cannot be asked how much there is.
        for (int next; length < bytes.length && (next = in.read()) >= 0;) {
            bytes[length++] = (byte) next;
            if (System.nanoTime() - deadline > 0) {
                throw new SocketTimeoutException("no end of it after " + PATIENCE_MILLIS + " ms");
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
