/** For tests of adapters: an intake whose durability the test decides, and the contract that every adapter keeps. */
package io.gemello.testkit;
