package io.gemello.adapter.simulator;

/** One MQTT message. */
record Message(String topic, byte[] payload) {}
