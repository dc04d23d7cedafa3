/** What has become of the mapped elements in a new revision of the model. */
package io.gemello.bim.doctor;
