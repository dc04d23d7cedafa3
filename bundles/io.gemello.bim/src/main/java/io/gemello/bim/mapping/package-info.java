/** Which asset and which point is which element of the model. */
package io.gemello.bim.mapping;
