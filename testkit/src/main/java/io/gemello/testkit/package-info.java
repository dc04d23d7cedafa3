/** For tests of adapters and sinks: an intake whose durability the test decides, a journal in memory, and the contract that every adapter keeps. */
package io.gemello.testkit;
