package io.gemello.api.bim;

import java.nio.file.Path;

/**
 * The model in use.
 *
 * @param file its name in the site's folder
 * @param revision SHA-256 of its bytes (unpacked), hexadecimal
 * @param schema e.g. {@code IFC4}
 * @param project GlobalId of its project; null where it has none
 * @param copy the bytes that were read; never changed, gone when another model is in use
 */
public record ModelInfo(String file, String revision, String schema, String project, Path copy) {}
