/** The ways of whole files in and out: {@code gemello import} and {@code gemello export}, and the door in the running system that takes what is imported. */
package io.gemello.series.duckdb.transfer;
