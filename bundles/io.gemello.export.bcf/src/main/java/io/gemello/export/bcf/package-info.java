/** Alerts as issues of the BIM Collaboration Format (BCF). */
package io.gemello.export.bcf;
