package io.gemello.bim.register;

import java.io.IOException;

/** Why a register cannot be read: the sentence that the operator needs. */
final class RegisterFault extends IOException {
    private static final long serialVersionUID = 1L;

    RegisterFault(String sentence) {
        super(sentence);
    }
}
