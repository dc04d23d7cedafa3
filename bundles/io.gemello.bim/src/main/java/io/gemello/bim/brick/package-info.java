/** The site in the words of Brick (brickschema.org, 1.4), with references to the model's elements and to the series. */
package io.gemello.bim.brick;
