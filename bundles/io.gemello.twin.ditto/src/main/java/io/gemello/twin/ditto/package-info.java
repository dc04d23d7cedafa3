/** The mirror of the site's things in an Eclipse Ditto. */
package io.gemello.twin.ditto;
