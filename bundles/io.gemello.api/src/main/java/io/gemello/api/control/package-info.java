/** Control: loops that decide, and the actuators that they may drive. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.gemello.api.control;
