package io.gemello.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FirstSignInTest {
    @Test
    void withoutATerminalAPasswordMustBeGivenAndNoneIsEverShown() {
        assertTrue(assertThrows(UsageException.class, () -> FirstSignIn.of(true, false, null)).getMessage().contains("GEMELLO_PASSWORD"));
        assertThrows(UsageException.class, () -> FirstSignIn.of(true, false, " "));
        FirstSignIn given = FirstSignIn.of(true, false, "s3cret-and-long");
        assertEquals("s3cret-and-long", given.password());
        assertTrue(assertThrows(UsageException.class, () -> FirstSignIn.of(true, false, "s3cret")).getMessage().contains("8 characters"));
        assertFalse(given.show());
        assertNull(given.link(), "a link into a pipe would be a password in a log");
    }

    @Test
    void aTerminalGetsAFreshPasswordOnceAndALinkEveryTime() {
        FirstSignIn first = FirstSignIn.of(true, true, null);
        assertTrue(first.show());
        assertNotEquals(first.password(), FirstSignIn.of(true, true, null).password());
        FirstSignIn later = FirstSignIn.of(false, true, "ignored");
        assertNull(later.password());
        assertTrue(later.link().length() >= 20);
    }

    @Test
    void itsTextTellsNoSecret() {
        assertFalse(FirstSignIn.of(true, true, "s3cret-and-long").toString().contains("s3cret"));
    }
}
