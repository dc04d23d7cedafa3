package io.gemello.deploy;

/**
 * Why a file of the folder does not run.
 *
 * @param what what is wrong, without a full stop
 * @param remedy what to do about it
 */
record Fault(String what, String remedy) {
    private static final String RESTART = "restart the runtime";

    /** Nothing is wrong; it only cannot be done while the runtime runs. */
    static Fault atNextStart(String what) {
        return new Fault(what, RESTART);
    }

    boolean waitsForRestart() {
        return remedy.equals(RESTART);
    }

    String sentence() {
        return what + "; " + remedy;
    }
}
