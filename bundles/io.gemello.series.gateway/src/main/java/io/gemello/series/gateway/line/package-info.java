/** Line protocol: what Telegraf and scripts write. */
package io.gemello.series.gateway.line;
