package io.gemello.api.adapter;

/**
 * Who opens a session.
 *
 * @param name the configured instance, as it stands in {@code points.csv}
 * @param type the kind, e.g. {@code mqtt}
 * @param description one line for people, e.g. the broker's address; no secrets
 */
public record AdapterInfo(String name, String type, String description) {}
