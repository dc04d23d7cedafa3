package io.gemello.twin;

import io.gemello.api.http.Request;
import java.time.Instant;
import org.eclipse.ditto.base.model.exceptions.DittoHeaderInvalidException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.base.model.headers.IfEqual;
import org.eclipse.ditto.base.model.headers.entitytag.EntityTag;
import org.eclipse.ditto.base.model.headers.entitytag.EntityTagMatcher;
import org.eclipse.ditto.base.model.headers.entitytag.EntityTagMatchers;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyPreconditionFailedException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyPreconditionNotModifiedException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingPreconditionFailedException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingPreconditionNotModifiedException;

/**
 * On what a request depends. {@code If-Match} and {@code If-None-Match} are those of RFC 9110 section 13.1: the first compares strongly, the second weakly.
 *
 * @param match null where the header was not sent
 * @param noneMatch null where the header was not sent
 * @param condition null for none
 * @param ifEqual what becomes of a change that changes nothing
 */
record Preconditions(EntityTagMatchers match, EntityTagMatchers noneMatch, StatedCondition condition, IfEqual ifEqual) {
    static final Preconditions NONE = new Preconditions(null, null, null, IfEqual.UPDATE);

    /** @throws org.eclipse.ditto.base.model.exceptions.DittoHeaderInvalidException 400 */
    static Preconditions of(Request request, Instant now) {
        String ifMatch = request.header("If-Match").orElse(null);
        String ifNoneMatch = request.header("If-None-Match").orElse(null);
        String condition = RequestOption.of(request, "condition").orElse(null);
        String ifEqual = RequestOption.of(request, "if-equal").orElse(null);
        return ifMatch == null && ifNoneMatch == null && condition == null && ifEqual == null ? NONE
            : new Preconditions(parsed(ifMatch), parsed(ifNoneMatch), condition == null ? null : StatedCondition.of(condition, now), ifEqual(ifEqual));
    }

    private static IfEqual ifEqual(String header) {
        return header == null ? IfEqual.UPDATE : IfEqual.forOption(header).orElseThrow(() ->
            DittoHeaderInvalidException.newInvalidTypeBuilder("if-equal", header, "update, skip or skip-minimizing-merge").build());
    }

    private static EntityTagMatchers parsed(String header) {
        return header == null ? null : EntityTagMatchers.fromCommaSeparatedString(header);
    }

    /** @param etag of what is there; null for nothing @param thing null for none: then no condition is looked at @throws ThingPreconditionFailedException 412 */
    void beforeWrite(String etag, ThingState thing) {
        check(etag);
        if (noneMatch != null && weakly(etag)) {
            throw failed("if-none-match", noneMatch, etag);
        }
        if (condition != null && thing != null) {
            condition.check(thing);
        }
    }

    /** @param etag of what is there; null for nothing @throws PolicyPreconditionFailedException 412 */
    void beforePolicyWrite(String etag) {
        if (match != null && match.stream().noneMatch(matcher -> strongly(matcher, etag))) {
            throw policyFailed("if-match", match, etag);
        }
        if (noneMatch != null && weakly(etag)) {
            throw policyFailed("if-none-match", noneMatch, etag);
        }
    }

    /** @throws PolicyPreconditionNotModifiedException 304 */
    void beforePolicyRead(String etag) {
        if (match != null && match.stream().noneMatch(matcher -> strongly(matcher, etag))) {
            throw policyFailed("if-match", match, etag);
        }
        if (noneMatch != null && weakly(etag)) {
            throw PolicyPreconditionNotModifiedException.newBuilder(noneMatch.toString(), shown(etag)).build();
        }
    }

    private static PolicyPreconditionFailedException policyFailed(String header, EntityTagMatchers wanted, String etag) {
        return (PolicyPreconditionFailedException) PolicyPreconditionFailedException.newBuilder(header, wanted.toString(), shown(etag)).dittoHeaders(tagged(etag)).build();
    }

    /** Whether a change that changes nothing is to be left out. */
    boolean skipsEqual() {
        return ifEqual != IfEqual.UPDATE;
    }

    /** Whether a merge patch is to be kept to what it changes. */
    boolean minimizes() {
        return ifEqual == IfEqual.SKIP_MINIMIZING_MERGE;
    }

    static ThingPreconditionFailedException nothingToChange(String etag) {
        return (ThingPreconditionFailedException) ThingPreconditionFailedException.newBuilder()
            .message("The previous value was equal to the new value and the 'if-equal' header was set to 'skip'.")
            .description("Your changes were not applied, which is probably the expected outcome.").dittoHeaders(tagged(etag)).build();
    }

    /** @throws ThingPreconditionNotModifiedException 304 */
    void beforeRead(String etag, ThingState thing) {
        check(etag);
        if (noneMatch != null && weakly(etag)) {
            throw ThingPreconditionNotModifiedException.newBuilder(noneMatch.toString(), shown(etag)).build();
        }
        if (condition != null) {
            condition.check(thing);
        }
    }

    private void check(String etag) {
        if (match != null && match.stream().noneMatch(matcher -> strongly(matcher, etag))) {
            throw failed("if-match", match, etag);
        }
    }

    private static ThingPreconditionFailedException failed(String header, EntityTagMatchers wanted, String etag) {
        return (ThingPreconditionFailedException) ThingPreconditionFailedException.newBuilder(header, wanted.toString(), shown(etag)).dittoHeaders(tagged(etag)).build();
    }

    /** An answer of 412 carries the ETag of what is there. */
    private static DittoHeaders tagged(String etag) {
        return etag == null ? DittoHeaders.empty() : DittoHeaders.newBuilder().eTag(EntityTag.fromString(etag)).build();
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
