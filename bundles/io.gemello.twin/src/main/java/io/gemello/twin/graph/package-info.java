/** The site's assets and how they hang together: who goes down with whom. */
package io.gemello.twin.graph;
