package io.gemello.bim;

import io.gemello.bim.ifc.IfcModel;
import java.nio.file.Path;

/**
 * The site's model as it was read.
 *
 * @param file where the site has it
 * @param copy what is read: ours, and never changed
 * @param revision SHA-256 of the copy's bytes, hexadecimal
 */
record SiteModel(Path file, Path copy, String revision, IfcModel ifc) {}
