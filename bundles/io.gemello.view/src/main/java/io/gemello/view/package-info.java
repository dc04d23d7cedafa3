/** The page that operators keep open: the building's model in its live colours. */
package io.gemello.view;
