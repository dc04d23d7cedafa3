package io.gemello.twin.protocol;

import java.util.Set;

/**
 * Which events somebody wants to be told.
 *
 * @param namespaces null for all
 * @param filter RQL; null for all
 * @param extraFields what is to be told of a thing beside; null for nothing
 * @param acks labels of the acknowledgements that he may be asked for
 */
public record EventWish(Set<String> namespaces, String filter, String extraFields, Set<String> acks) {}
