/** Optionally only bundles of the distribution, and those that a trusted key has signed, may start. */
package io.gemello.launcher.trust;
