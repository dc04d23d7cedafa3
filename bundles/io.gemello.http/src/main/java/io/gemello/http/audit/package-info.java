/** The trail of who changed what: written through the journal, read newest first. */
package io.gemello.http.audit;
