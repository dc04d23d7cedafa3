/** The building's model: what stands in it, what is measured there, and which colour that gives. */
package io.gemello.bim;
