package org.integrator.ditto;

import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.ditto.base.model.acks.AcknowledgementLabel;
import org.eclipse.ditto.base.model.acks.AcknowledgementRequest;
import org.eclipse.ditto.base.model.acks.DittoAcknowledgementLabel;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.base.model.headers.entitytag.EntityTagMatchers;
import org.eclipse.ditto.base.model.json.JsonSchemaVersion;
import org.eclipse.ditto.client.DittoClient;
import org.eclipse.ditto.client.DittoClients;
import org.eclipse.ditto.client.changes.Change;
import org.eclipse.ditto.client.changes.ThingChange;
import org.eclipse.ditto.client.configuration.BasicAuthenticationConfiguration;
import org.eclipse.ditto.client.configuration.WebSocketMessagingConfiguration;
import org.eclipse.ditto.client.live.messages.RepliableMessage;
import org.eclipse.ditto.client.management.AcknowledgementsFailedException;
import org.eclipse.ditto.client.messaging.AuthenticationProviders;
import org.eclipse.ditto.client.messaging.MessagingProviders;
import org.eclipse.ditto.client.options.Options;
import org.eclipse.ditto.client.twin.TwinFeatureHandle;
import org.eclipse.ditto.client.twin.TwinThingHandle;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.messages.model.Message;
import org.eclipse.ditto.policies.model.PoliciesResourceType;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.SubjectType;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyNotAccessibleException;
import org.eclipse.ditto.protocol.Adaptable;
import org.eclipse.ditto.things.model.Thing;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.signals.commands.exceptions.AttributeNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingConditionFailedException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingConflictException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingPreconditionFailedException;
import org.eclipse.ditto.thingsearch.model.SearchModelFactory;

/** Uses Gemello as a program written for Eclipse Ditto does, by Ditto's own Java client, inside an OSGi framework. */
public final class Scenario {
    private static final ThingId ID = ThingId.of("org.java:pump");
    private static final AcknowledgementLabel SEEN = AcknowledgementLabel.of("seen");
    private final List<String> steps = new ArrayList<>();
    private final DittoClient writer;
    private final DittoClient other;

    private Scenario(DittoClient writer, DittoClient other) {
        this.writer = writer;
        this.other = other;
    }

    /** @param endpoint {@code ws://host:port} @return the steps that went well; the first that does not is thrown */
    public static List<String> run(String endpoint, String user, String password) throws Exception {
        Thread.currentThread().setContextClassLoader(composite());
        DittoClient writer = client(endpoint, user, password);
        DittoClient other = client(endpoint, user, password);
        try {
            Scenario scenario = new Scenario(writer, other);
            scenario.all();
            return scenario.steps;
        } finally {
            writer.destroy();
            other.destroy();
        }
    }

    private static DittoClient client(String endpoint, String user, String password) throws Exception {
        return soon(DittoClients.newInstance(MessagingProviders.webSocket(
            WebSocketMessagingConfiguration.newBuilder().endpoint(endpoint).jsonSchemaVersion(JsonSchemaVersion.V_2).reconnectEnabled(false).declaredAcknowledgements(Set.of(SEEN)).build(),
            AuthenticationProviders.basic(BasicAuthenticationConfiguration.newBuilder().username(user).password(password).build()))).connect());
    }

    private interface Step {
        void go() throws Exception;
    }

    private void step(String name, Step step) throws Exception {
        try {
            step.go();
            steps.add(name);
        } catch (Exception | AssertionError failure) {
            throw new IllegalStateException("step \"" + name + "\" after " + steps, failure);
        }
    }

    private static <T> T soon(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return Objects.requireNonNull(queue.poll(20, TimeUnit.SECONDS), "nothing came");
    }

    private static void same(Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError(actual + " is not " + expected);
        }
    }

    private static <T extends Throwable> T refused(Class<T> type, CompletionStage<?> stage) throws Exception {
        try {
            soon(stage);
        } catch (ExecutionException refusal) {
            Throwable cause = refusal.getCause() instanceof CompletionException ? refusal.getCause().getCause() : refusal.getCause();
            return type.cast(cause);
        }
        throw new AssertionError("it was not refused");
    }

    private void all() throws Exception {
        TwinThingHandle thing = writer.twin().forId(ID);
        TwinFeatureHandle motor = writer.twin().forFeature(ID, "motor");
        step("create", () -> {
            Thing made = soon(writer.twin().create(Thing.newBuilder().setId(ID).setAttribute(JsonFactory.newPointer("room"), JsonValue.of("cellar")).build()));
            same(made.getEntityId().orElse(null), ID);
            refused(ThingConflictException.class, writer.twin().create(ID));
        });
        step("modify", () -> {
            soon(thing.putAttribute("serial/number", 17));
            soon(thing.putFeature(org.eclipse.ditto.things.model.Feature.newBuilder().properties(JsonFactory.newObject("{\"speed\":1}")).withId("motor").build()));
            soon(motor.putProperty("speed", 2));
            soon(writer.twin().put(soon(thing.retrieve()).toBuilder().setAttribute(JsonFactory.newPointer("put"), JsonValue.of(true)).build()));
        });
        step("merge", () -> {
            soon(writer.twin().merge(ID, JsonFactory.newObject("{\"thingId\":\"" + ID + "\",\"attributes\":{\"put\":null,\"merged\":1}}")));
            soon(motor.mergeProperty("limit", 9));
        });
        step("retrieve", () -> {
            Thing whole = soon(thing.retrieve());
            same(whole.getAttributes().orElseThrow().toString(), "{\"room\":\"cellar\",\"serial\":{\"number\":17},\"merged\":1}");
            same(soon(motor.retrieve()).getProperties().orElseThrow().toString(), "{\"speed\":2,\"limit\":9}");
            same(soon(thing.retrieve(JsonFactory.newFieldSelector("attributes/room", JsonFactory.newParseOptionsBuilder().withoutUrlDecoding().build()))).getAttributes().orElseThrow().toString(), "{\"room\":\"cellar\"}");
            same(soon(writer.twin().retrieve(ID, ThingId.of("org.java:nothing"))).size(), 1);
        });
        step("conditional", () -> {
            refused(ThingConditionFailedException.class, thing.putAttribute("room", "attic", Options.condition("eq(attributes/room,\"loft\")")));
            soon(thing.putAttribute("room", "attic", Options.condition("eq(attributes/room,\"cellar\")")));
            refused(ThingPreconditionFailedException.class, thing.putAttribute("room", "loft", Options.headers(DittoHeaders.newBuilder().ifMatch(EntityTagMatchers.fromStrings("\"rev:1\"")).build())));
        });
        step("typed errors", () -> {
            ThingNotAccessibleException missing = refused(ThingNotAccessibleException.class, writer.twin().forId(ThingId.of("org.java:nothing")).retrieve());
            same(missing.getErrorCode(), "things:thing.notfound");
            same(missing.getHttpStatus(), HttpStatus.NOT_FOUND);
            refused(AttributeNotAccessibleException.class, thing.deleteAttribute("nothing"));
        });
        step("search", this::search);
        step("events with filter", this::events);
        step("live message with answer", this::messages);
        step("acknowledgements", this::acknowledgements);
        step("policies", () -> {
            PolicyId id = PolicyId.of("org.java:shared");
            Policy policy = Policy.newBuilder(id).forLabel("owner").setSubject("gemello:operator", SubjectType.GENERATED)
                .setGrantedPermissions(PoliciesResourceType.policyResource("/"), "READ", "WRITE").setGrantedPermissions(PoliciesResourceType.thingResource("/"), "READ", "WRITE").build();
            same(soon(writer.policies().create(policy)).getEntityId().orElse(null), id);
            same(soon(writer.policies().retrieve(id)).getLabels().size(), 1);
            soon(writer.policies().update(policy.toBuilder().forLabel("owner").setGrantedPermissions(PoliciesResourceType.messageResource("/"), "READ").build()));
            soon(writer.policies().delete(id));
            refused(PolicyNotAccessibleException.class, writer.policies().retrieve(id));
        });
        step("delete", () -> {
            soon(thing.deleteAttribute("room"));
            soon(writer.twin().delete(ID));
            refused(ThingNotAccessibleException.class, thing.retrieve());
        });
    }

    private void search() throws Exception {
        for (int i = 0; i < 7; i++) {
            soon(writer.twin().put(Thing.newBuilder().setId(ThingId.of("org.java:s" + i)).setAttribute(JsonFactory.newPointer("n"), JsonValue.of(i)).build()));
        }
        List<String> found = writer.twin().search().stream(query -> query.namespace("org.java").filter("gt(attributes/n,0)").initialDemand(1).demand(1)
                .options(options -> options.size(2).sort(sort -> sort.desc("attributes/n")))).map(one -> one.getEntityId().orElseThrow().getName()).collect(Collectors.toList());
        same(found, List.of("s6", "s5", "s4", "s3", "s2", "s1"));
        try {
            writer.twin().search().stream(query -> query.filter("eq(attributes/n")).count();
            throw new AssertionError("it was not refused");
        } catch (DittoRuntimeException refusal) {
            same(refusal.getErrorCode(), "rql.expression.invalid");
        }
    }

    private void events() throws Exception {
        BlockingQueue<Change> speeds = new LinkedBlockingQueue<>();
        BlockingQueue<ThingChange> changes = new LinkedBlockingQueue<>();
        other.twin().registerForFeaturePropertyChanges("speeds", "motor", "speed", speeds::add);
        other.twin().registerForThingChanges("things", changes::add);
        soon(other.twin().startConsumption(Options.Consumption.namespaces("org.java"), Options.Consumption.filter("gt(features/motor/properties/speed,10)"),
            Options.Consumption.extraFields(JsonFactory.newFieldSelector("attributes/merged", JsonFactory.newParseOptionsBuilder().withoutUrlDecoding().build()))));
        soon(writer.twin().forFeature(ID, "motor").putProperty("speed", 10));
        soon(writer.twin().forFeature(ID, "motor").putProperty("speed", 11));
        Change told = next(speeds);
        same(told.getValue().orElseThrow(), JsonValue.of(11));
        same(told.getExtra().orElseThrow().toString(), "{\"attributes\":{\"merged\":1}}");
        same(next(changes).getRevision(), told.getRevision());
        soon(other.twin().forFeature(ID, "motor").putProperty("speed", 12));
        soon(writer.twin().forFeature(ID, "motor").mergeProperty("speed", 13));
        same(next(speeds).getValue().orElseThrow(), JsonValue.of(13));
        soon(other.twin().suspendConsumption());
        soon(writer.twin().forFeature(ID, "motor").putProperty("speed", 14));
        same(speeds.size(), 0);
    }

    private void messages() throws Exception {
        other.live().registerForMessage("start", "start", ByteBuffer.class, (RepliableMessage<ByteBuffer, Object> asked) ->
            asked.reply().httpStatus(HttpStatus.ACCEPTED).payload("running, " + StandardCharsets.UTF_8.decode(asked.getRawPayload().orElseThrow())).contentType("text/plain").send());
        soon(other.live().startConsumption());
        CompletableFuture<Message<String>> answer = new CompletableFuture<>();
        writer.live().<String>message().to(ID).subject("start").payload("quickly").contentType("text/plain").send(String.class, (message, fault) -> {
            if (fault == null) {
                answer.complete(message);
            } else {
                answer.completeExceptionally(fault);
            }
        });
        Message<String> answered = soon(answer);
        same(answered.getHttpStatus().orElseThrow(), HttpStatus.ACCEPTED);
        same(answered.getPayload().orElseThrow(), "running, quickly");
    }

    private void acknowledgements() throws Exception {
        other.twin().registerForThingChanges("acks", change -> change.handleAcknowledgementRequest(SEEN, handle -> handle.acknowledge(HttpStatus.OK, JsonValue.of("seen it"))));
        soon(other.twin().startConsumption());
        DittoHeaders asking = DittoHeaders.newBuilder().acknowledgementRequest(AcknowledgementRequest.of(DittoAcknowledgementLabel.TWIN_PERSISTED), AcknowledgementRequest.of(SEEN)).build();
        soon(writer.twin().forId(ID).putAttribute("watched", 1, Options.headers(asking)));
        soon(other.twin().suspendConsumption());
        DittoHeaders hasty = asking.toBuilder().timeout(java.time.Duration.ofMillis(300)).build();
        AcknowledgementsFailedException failed = refused(AcknowledgementsFailedException.class, writer.twin().forId(ID).putAttribute("watched", 2, Options.headers(hasty)));
        same(failed.getAcknowledgements().getAcknowledgement(SEEN).orElseThrow().getHttpStatus(), HttpStatus.REQUEST_TIMEOUT);
        same(failed.getAcknowledgements().getAcknowledgement(DittoAcknowledgementLabel.TWIN_PERSISTED).orElseThrow().getHttpStatus(), HttpStatus.NO_CONTENT);
    }

    /** Ditto's registries look for their index by the thread's loader, and each of its bundles has a part of it. */
    private static ClassLoader composite() {
        List<ClassLoader> bundles = List.of(JsonObject.class.getClassLoader(), DittoHeaders.class.getClassLoader(), Thing.class.getClassLoader(), Policy.class.getClassLoader(), Message.class.getClassLoader(),
            SearchModelFactory.class.getClassLoader(), Adaptable.class.getClassLoader(), DittoClient.class.getClassLoader());
        return new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                for (ClassLoader bundle : bundles) {
                    try {
                        return bundle.loadClass(name);
                    } catch (ClassNotFoundException next) {
                        continue;
                    }
                }
                throw new ClassNotFoundException(name);
            }

            @Override
            protected Enumeration<URL> findResources(String name) throws IOException {
                List<URL> found = new ArrayList<>();
                for (ClassLoader bundle : bundles) {
                    found.addAll(Collections.list(bundle.getResources(name)));
                }
                return Collections.enumeration(found);
            }
        };
    }
}
