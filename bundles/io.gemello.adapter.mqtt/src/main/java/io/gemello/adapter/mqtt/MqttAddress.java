package io.gemello.adapter.mqtt;

/**
 * An address as it stands in {@code points.csv}: {@code TOPIC[#PATH[@TIMEPATH]]}.
 *
 * @param path null where the payload as a whole is the value
 * @param timePath null where the payload tells no time
 */
record MqttAddress(String topic, JsonPath path, JsonPath timePath) {
    /** @throws IllegalArgumentException whose message says what is wrong with the address */
    static MqttAddress parse(String address) {
        int split = address.indexOf("#$");
        String topic = split < 0 ? address : address.substring(0, split);
        if (topic.isEmpty() || topic.contains("#") || topic.contains("+")) {
            throw new IllegalArgumentException("'" + address + "': one point has one topic, without the wildcards + and #"
                + (topic.indexOf('#') > 0 ? "; a path into the payload begins with #$" : ""));
        }
        if (split < 0) {
            return new MqttAddress(topic, null, null);
        }
        JsonPath.Text text = new JsonPath.Text(address, split + 1);
        JsonPath path = JsonPath.parse(text);
        JsonPath timePath = text.take('@') ? JsonPath.parse(text) : null;
        text.end();
        return new MqttAddress(topic, path, timePath);
    }
}
