/** Policies by Ditto's model and enforcer: who may see and change which part of a thing, or of a policy itself. */
package io.gemello.twin.policy;
