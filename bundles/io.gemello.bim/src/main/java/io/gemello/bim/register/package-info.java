/** Registers of assets that others keep: COBie spreadsheets and plain tables, and what of them is in the model. */
package io.gemello.bim.register;
