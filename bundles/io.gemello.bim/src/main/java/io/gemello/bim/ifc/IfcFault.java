package io.gemello.bim.ifc;

import java.io.IOException;

/** A model that cannot be read: the message says what is wrong, where, and what to do. */
public final class IfcFault extends IOException {
    private static final long serialVersionUID = 1;

    public IfcFault(String message) {
        super(message);
    }
}
