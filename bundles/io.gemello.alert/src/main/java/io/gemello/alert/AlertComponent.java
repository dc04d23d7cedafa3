package io.gemello.alert;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.alert.AlertListener;
import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.AlertStep;
import io.gemello.api.alert.AlertTrail;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Handler;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.api.journal.Journals;
import io.gemello.api.journal.ReadingJournal;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The alert engine as a service: the site's rules over every reading of the journal. */
@Component(service = {AlertTrail.class, CatalogueListener.class, Endpoint.class, HealthCheck.class, MetricSource.class}, immediate = true, configurationPid = "io.gemello.alert")
@Designate(ocd = AlertComponent.Config.class)
public final class AlertComponent implements AlertTrail, CatalogueListener, Endpoint, HealthCheck, MetricSource {
    /** What an operator may set. */
    @ObjectClassDefinition(name = "Alerts", description = "Rules over readings, and the history of what they raised")
    public @interface Config {
        @AttributeDefinition(name = "Grace after a start [s]", description = "Before the silence of a point counts that has not been heard yet: devices need time to find the runtime again", min = "0")
        int start_grace_seconds() default 60;

        @AttributeDefinition(name = "History kept [days]", description = "Older transitions are let go", min = "1")
        int history_max_days() default 400;

        @AttributeDefinition(name = "History kept [MiB]", description = "Beyond it the oldest transitions are let go, however young", min = "1")
        int history_max_mib() default 1024;
    }

    private static final String PATH = "/api/gemello/alerts";
    private final AlertBoard board = new AlertBoard();
    private final AlertCounts counts = new AlertCounts();
    private final AlertLoop loop;
    private final RuleShelf shelf;
    private final AlertHealth health;
    private final AlertsEndpoint reads;
    private final ActionsEndpoint actions;
    private final FlagsEndpoint flags;
    private volatile Catalogue catalogue;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Access access;

    @Activate
    public AlertComponent(@Reference Journals journals, @Reference ReadingJournal readings, @Reference SiteClock clock, @Reference PointStates states, Config config) {
        AlertLoop.Bounds bounds = new AlertLoop.Bounds(clock.replaying() ? 0 : started(clock), clock.replaying() ? 0 : TimeUnit.SECONDS.toNanos(Math.max(0, config.start_grace_seconds())),
            TimeUnit.DAYS.toNanos(Math.max(1, config.history_max_days())), Math.max(1L, config.history_max_mib()) << 20);
        loop = new AlertLoop(journals, readings, clock, System::nanoTime,
            () -> states.all().stream().filter(state -> state.state() == PointState.State.LIVE && state.latest() != null).map(PointState::latest).toList(), bounds, board, counts);
        shelf = new RuleShelf(loop::install);
        health = new AlertHealth(board, counts, shelf);
        AlertGuard guard = new AlertGuard(() -> access, () -> catalogue);
        reads = new AlertsEndpoint(board, guard);
        flags = new FlagsEndpoint(board, guard, states);
        actions = new ActionsEndpoint(board, guard, loop::act);
        OwnKinds.ALL.forEach(shelf::add);
        loop.start();
        shelf.start();
    }

    /** The runtime's start, not the bundle's: readings wait in their journal while that is replaced. */
    private static long started(SiteClock clock) {
        Instant process = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return Math.min(clock.epochNanos(), TimeUnit.MILLISECONDS.toNanos(process.toEpochMilli()));
    }

    @Deactivate
    void close() {
        shelf.close();
        loop.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRule(AlertRule kind) {
        shelf.add(kind);
    }

    void removeRule(AlertRule kind) {
        shelf.remove(kind);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(AlertListener listener) {
        board.add(listener);
    }

    void removeListener(AlertListener listener) {
        board.remove(listener);
    }

    @Override
    public void applied(Catalogue now) {
        catalogue = now;
        shelf.applied(now);
    }

    @Override
    public List<AlertStep> after(long number, int max) throws IOException {
        AlertHistory history = board.history();
        if (history == null) {
            throw new IOException("the alert engine is not at work now" + (board.trouble() == null ? "" : ": " + board.trouble()));
        }
        return history.after(number, max).stream().map(Transition::step).toList();
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", PATH, Role.VIEWER, reads::list), new Route("GET", PATH + "/history", Role.VIEWER, reads::history),
            new Route("GET", PATH + "/rules", Role.VIEWER, this::rules), new Route("GET", PATH + "/flags", Role.VIEWER, flags::list),
            new Route("GET", PATH + "/{id}", Role.VIEWER, reads::one),
            action("ack", AlertEvent.ACKNOWLEDGE), action("reset", AlertEvent.RESET), action("shelve", AlertEvent.SHELVE), action("unshelve", AlertEvent.UNSHELVE),
            action("out-of-service", AlertEvent.TAKE_OUT), action("in-service", AlertEvent.PUT_BACK));
    }

    private Route action(String name, AlertEvent event) {
        Handler handler = request -> actions.act(request, event);
        return new Route("POST", PATH + "/{id}/" + name, Role.OPERATOR, handler);
    }

    /** How many points each rule watches, and every fault of the files. */
    private Response rules(Request request) {
        Query.only(request);
        Map<String, Integer> rules = new LinkedHashMap<>();
        RuleBook book = shelf.book();
        book.rules().values().stream().map(BoundRule::rule).sorted().forEach(name -> rules.merge(name, 1, Integer::sum));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rules", rules);
        json.put("faults", book.faults().stream().map(BookFault::toString).toList());
        json.put("refused", shelf.refused().stream().map(BookFault::toString).toList());
        return Response.json(json);
    }

    @Override
    public List<Health> check() {
        return health.check();
    }

    @Override
    public void collect(Metrics to) {
        health.collect(to);
    }
}
