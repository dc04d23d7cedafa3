package io.gemello.adapter.mqtt;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What all connections beside those of adapters are told. */
@ObjectClassDefinition(name = "MQTT connection of this runtime", description = "publisher: the simulator speaks by it; commands: control gives orders by it, and nothing else; actuators: simulated actuators hear orders by it")
@interface PublisherConfig {
    @AttributeDefinition(name = "Broker", description = "tcp://HOST:PORT or ssl://HOST:PORT; empty: the embedded broker")
    String uri() default "";

    @AttributeDefinition(name = "MQTT version", description = "That the broker speaks", options = {@Option(label = "5", value = "5"), @Option(label = "3.1.1", value = "3")})
    int version() default 5;

    @AttributeDefinition(name = "User", description = "Who signs in at the broker; empty: nobody, or at the embedded broker this runtime")
    String user() default "";

    @AttributeDefinition(name = "Password file", description = "File of mode 600 that holds the password; relative to the data folder")
    String password_file() default "";

    @AttributeDefinition(name = "Client id", description = "Stable and unique at the broker; empty: gemello- and what it is for")
    String client_id() default "";

    @AttributeDefinition(name = "TLS authorities", description = "PEM file with the certificates of the authority that signed the broker's certificate; relative to the data folder; empty: those that Java trusts. The uri begins with ssl://")
    String tls_ca() default "";

    @AttributeDefinition(name = "TLS certificate", description = "PEM file with this client's certificate, where the broker asks for one")
    String tls_cert() default "";

    @AttributeDefinition(name = "TLS key", description = "PEM file with its private key, without pass phrase, mode 600")
    String tls_key() default "";

    @AttributeDefinition(name = "Will topic", description = "What another broker publishes on when this connection ends without a farewell, so that actuators notice; empty: nothing. At the embedded broker, which ends with this process, there is none")
    String will_topic() default "";

    @AttributeDefinition(name = "Will payload", description = "What it publishes there")
    String will_payload() default "";
}
