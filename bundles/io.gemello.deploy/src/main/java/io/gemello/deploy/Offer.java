package io.gemello.deploy;

/** What a file of the folder offers to run. */
sealed interface Offer permits CheckedJar, FeatureFile {}
