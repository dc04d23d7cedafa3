/** The model's file with live values and colours in it: all bytes of the original stay, but for the items of coloured representations. */
package io.gemello.bim.patch;
