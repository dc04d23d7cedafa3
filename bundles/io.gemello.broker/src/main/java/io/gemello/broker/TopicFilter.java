package io.gemello.broker;

/** An MQTT topic filter (MQTT 5, 4.7) that a right is given for. {@code #} and a leading {@code +} do not reach topics that begin with {@code $}. */
final class TopicFilter {
    private final String[] levels;

    TopicFilter(String text) {
        levels = text.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wild = levels[i].equals("#") && i == levels.length - 1 || levels[i].equals("+");
            if (text.isEmpty() || !wild && (levels[i].contains("#") || levels[i].contains("+"))) {
                throw new IllegalArgumentException("'" + text + "' is no MQTT topic filter: '+' stands for one whole level, '#' for all that follow and only at the end");
            }
        }
    }

    /** Whether every topic that the other filter (or topic) reaches is reached by this one. */
    boolean covers(String other) {
        String[] wanted = other.split("/", -1);
        if (wanted[0].startsWith("$") && !levels[0].equals(wanted[0])) {
            return false;
        }
        int i = 0;
        for (; i < levels.length; i++) {
            if (levels[i].equals("#")) {
                return true;
            }
            if (i == wanted.length || wanted[i].equals("#") || !levels[i].equals("+") && !levels[i].equals(wanted[i])) {
                return false;
            }
        }
        return i == wanted.length;
    }
}
