package io.gemello.api.http;

import org.osgi.annotation.versioning.ConsumerType;

/** Answers a request. Called by a pool thread of the server; may block, within reason. */
@ConsumerType
@FunctionalInterface
public interface Handler {
    /** @throws HttpProblem for an answer that is an error; anything else that is thrown becomes a 500 that tells the caller nothing and the log one line */
    Response handle(Request request) throws Exception;
}
