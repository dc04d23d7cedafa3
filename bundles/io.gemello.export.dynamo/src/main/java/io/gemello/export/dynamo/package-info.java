/** The site's parameters and colours for Autodesk Revit, by graphs of Dynamo. */
package io.gemello.export.dynamo;
