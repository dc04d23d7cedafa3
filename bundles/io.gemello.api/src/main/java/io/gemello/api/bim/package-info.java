/** What a building's model shows: live parameters and colours on its elements. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package io.gemello.api.bim;
