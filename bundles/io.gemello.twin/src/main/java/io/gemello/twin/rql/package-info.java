/** RQL, the language of Ditto's conditions, filters and searches: own parser, own evaluation. */
package io.gemello.twin.rql;
