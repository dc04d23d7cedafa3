package io.gemello.twin.ditto;

import io.gemello.api.access.Subject;
import io.gemello.api.http.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a session inside the process begins: there is nothing to say but who it is. */
record NoHandshake(Subject subject) implements Request {
    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return Mirror.SOCKET;
    }

    @Override
    public String pathVariable(String name) {
        throw new IllegalArgumentException(name);
    }

    @Override
    public String rawPathVariable(String name) {
        throw new IllegalArgumentException(name);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.empty();
    }

    @Override
    public Map<String, List<String>> query() {
        return Map.of();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public byte[] body() {
        return new byte[0];
    }

    @Override
    public Object json() {
        return null;
    }

    @Override
    public boolean wantsEvents() {
        return false;
    }
}
