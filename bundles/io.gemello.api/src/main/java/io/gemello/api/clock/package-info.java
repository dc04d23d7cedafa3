/** Site time: the wall's when live, the recording's under replay. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.gemello.api.clock;
