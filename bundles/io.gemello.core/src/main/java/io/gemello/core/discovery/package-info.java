/** Discovery: from addresses that lead nowhere to rows of {@code points.csv} that an integrator looks over. What the words of the field mean stands in {@code words.txt}. */
package io.gemello.core.discovery;
