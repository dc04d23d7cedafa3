package io.gemello.http;

/** A stranger's text made fit for a message: short, without control characters. */
final class Quoted {
    private static final int MAX = 80;

    private Quoted() {}

    static String of(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return '"' + (clean.length() > MAX ? clean.substring(0, MAX) + "…" : clean) + '"';
    }
}
