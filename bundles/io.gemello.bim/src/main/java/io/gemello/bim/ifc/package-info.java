/** Reading a building's model: Part-21 files of IFC 2x3, 4 and 4.3, without their geometry. */
package io.gemello.bim.ifc;
