package io.gemello.deploy;

/** A file that may not be installed. */
final class NotFit extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Fault fault;

    NotFit(String what, String remedy) {
        super(what, null, false, false);
        this.fault = new Fault(what, remedy);
    }

    Fault fault() {
        return fault;
    }
}
