package io.gemello.bim.doctor;

/**
 * What came of a comparison.
 *
 * @param before the revision that was compared with the newer one
 * @param time when, ISO-8601
 * @param same mapped elements that are there under their GlobalIds
 * @param carried those that were carried over to another
 * @param asked those that a person is asked about
 * @param added what something can be mapped on and was not there before
 */
public record Compared(String before, String time, int same, int carried, int asked, int added) {}
