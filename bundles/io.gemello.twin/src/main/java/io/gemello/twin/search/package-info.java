/** Indices in memory over fields of documents, made when a query first names a field, and answers from them. */
package io.gemello.twin.search;
