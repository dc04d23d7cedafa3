/** The one durable mechanism: checksummed segments, group commit, cursors. See {@link io.gemello.api.journal}. */
package io.gemello.core.journal;
