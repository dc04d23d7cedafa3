/** The Ditto protocol over a WebSocket: envelopes, subscriptions, live signals, acknowledgements and search. It changes and reads things through {@link io.gemello.twin.protocol.TwinDoor} alone. */
package io.gemello.twin.protocol;
