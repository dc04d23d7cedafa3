package io.gemello.twin.ditto;

import org.eclipse.ditto.json.JsonValue;

/** What is to be done to a thing there. @param action {@code create}, {@code merge} or {@code modify} @param path a JSON pointer @param value what stands there then; in a merge null takes away */
record Command(String action, String path, JsonValue value) {}
