/** What is asked of the disk beyond writing: that names last. */
package io.gemello.core.disk;
