package io.gemello.http.people;

import io.gemello.api.access.Subject;

/** Who sent a request. @param byCookie whether a browser's session says so, which a foreign page could make it send */
public record Identity(Subject subject, boolean byCookie) {
    static final Identity NOBODY = new Identity(Subject.ANONYMOUS, false);
}
