package io.gemello.twin;

import org.eclipse.ditto.base.model.headers.entitytag.EntityTag;
import org.eclipse.ditto.base.model.headers.entitytag.EntityTagMatcher;
import org.eclipse.ditto.base.model.headers.entitytag.EntityTagMatchers;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingPreconditionFailedException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingPreconditionNotModifiedException;

/**
 * {@code If-Match} and {@code If-None-Match}, RFC 9110 section 13.1: the first compares strongly, the second weakly.
 *
 * @param match null where the header was not sent
 * @param noneMatch null where the header was not sent
 */
record Preconditions(EntityTagMatchers match, EntityTagMatchers noneMatch) {
    static final Preconditions NONE = new Preconditions(null, null);

    /** @throws org.eclipse.ditto.base.model.exceptions.DittoHeaderInvalidException 400 */
    static Preconditions of(String ifMatch, String ifNoneMatch) {
        return ifMatch == null && ifNoneMatch == null ? NONE : new Preconditions(parsed(ifMatch), parsed(ifNoneMatch));
    }

    private static EntityTagMatchers parsed(String header) {
        return header == null ? null : EntityTagMatchers.fromCommaSeparatedString(header);
    }

    /** @param etag of what is there; null for nothing @throws ThingPreconditionFailedException 412 */
    void beforeWrite(String etag) {
        check(etag);
        if (noneMatch != null && weakly(etag)) {
            throw ThingPreconditionFailedException.newBuilder("if-none-match", noneMatch.toString(), shown(etag)).build();
        }
    }

    /** @throws ThingPreconditionNotModifiedException 304 */
    void beforeRead(String etag) {
        check(etag);
        if (noneMatch != null && weakly(etag)) {
            throw ThingPreconditionNotModifiedException.newBuilder(noneMatch.toString(), shown(etag)).build();
        }
    }

    private void check(String etag) {
        if (match != null && match.stream().noneMatch(matcher -> strongly(matcher, etag))) {
            throw ThingPreconditionFailedException.newBuilder("if-match", match.toString(), shown(etag)).build();
        }
    }

    private static boolean strongly(EntityTagMatcher matcher, String etag) {
        return etag != null && matcher.strongMatch(EntityTag.fromString(etag));
    }

    private boolean weakly(String etag) {
        return etag != null && noneMatch.stream().anyMatch(matcher -> matcher.weakMatch(EntityTag.fromString(etag)));
    }

    private static String shown(String etag) {
        return etag == null ? "" : etag;
    }
}
