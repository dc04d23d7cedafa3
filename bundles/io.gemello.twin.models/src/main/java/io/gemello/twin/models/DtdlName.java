package io.gemello.twin.models;

/** Names as DTDL can say them: letters, digits and underscores, a letter first, no underscore last. */
final class DtdlName {
    /** Of DTDL 2, which is the shorter one. */
    private static final int LONGEST = 64;

    private DtdlName() {}

    /** The same for the same name; a name that DTDL can say stays. */
    static String of(String name) {
        StringBuilder plain = new StringBuilder();
        name.chars().forEach(c -> plain.append(c < 0x80 && Character.isLetterOrDigit(c) ? (char) c : '_'));
        if (plain.isEmpty() || !Character.isLetter(plain.charAt(0))) {
            plain.insert(0, 'x');
        }
        if (plain.length() > LONGEST) {
            plain.setLength(LONGEST - 8);
            plain.append(String.format("%08x", name.hashCode()));
        }
        if (plain.charAt(plain.length() - 1) == '_') {
            plain.setCharAt(plain.length() - 1, '0');
        }
        return plain.toString();
    }
}
