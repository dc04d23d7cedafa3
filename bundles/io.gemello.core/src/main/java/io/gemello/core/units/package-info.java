/** Units: UCUM codes, the spellings of the field, and conversions compiled to straight lines. */
package io.gemello.core.units;
