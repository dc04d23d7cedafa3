package io.gemello.series.gateway.flux;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a script. */
public final class Script {
    /** Of evaluation for each row that may be held: a condition has some ten. */
    private static final long STEPS_A_ROW = 1_000;
    private final Question question;
    private final Evaluator evaluator;
    private final Results results = new Results();
    private final Scope scope;
    private final Set<String> options = new HashSet<>();

    private Script(Question question) {
        this.question = question;
        evaluator = new Evaluator(question.mostRows() * STEPS_A_ROW);
        Functions functions = new Functions(question, this::now, this::location, results);
        scope = new Scope(new Scope(null, functions.all()), Map.of());
    }

    /** @throws FluxProblem where it is wrong or lies outside the subset @throws io.gemello.series.gateway.data.TooMuch @throws java.io.UncheckedIOException when the store does not answer */
    public static byte[] run(String script, Question question, CsvForm form) {
        try {
            return answer(script, question, form);
        } catch (StackOverflowError deep) {
            // A sum of some thousand terms is a tree of that depth.
            throw FluxProblem.compiling(new Span(0, script.length()), "the script is nested too deeply");
        }
    }

    private static byte[] answer(String script, Question question, CsvForm form) {
        List<Statement> statements = Parser.parse(script);
        Script run = new Script(question);
        new NameCheck(run.scope).check(statements);
        statements.forEach(run::run);
        if (run.results.named().isEmpty()) {
            throw FluxProblem.compiling(new Span(0, script.length()), "this Flux script returns no streaming data. Consider adding a \"yield\" or invoking streaming functions directly, without performing an assignment");
        }
        return new AnnotatedCsv(form).of(run.results.named());
    }

    /** A script may set the clock. */
    private Time now() {
        if (!options.contains("now")) {
            return new Time(question.now());
        }
        Span at = new Span(0, 0);
        Object now = scope.get("now") instanceof Callable function ? function.call(new Arguments("now", at, Map.of(), null)) : null;
        if (!(now instanceof Time time)) {
            throw FluxProblem.running(at, "the option now must be a function that gives a time");
        }
        return time;
    }

    private Object location() {
        return scope.get("location");
    }

    private void run(Statement statement) {
        if (statement instanceof Statement.Import one) {
            scope.set(one.name(), Universe.imported(one.path()));
        } else if (statement instanceof Statement.Assignment one) {
            if (scope.hasOwn(one.name()) && !options.contains(one.name())) {
                throw FluxProblem.compiling(one.value().at(), "variable \"" + one.name() + "\" redeclared");
            }
            scope.set(one.name(), evaluator.value(one.value(), scope));
        } else if (statement instanceof Statement.Option one) {
            if (one.of() != null) {
                throw FluxProblem.outside(one.at(), "the option " + one.of() + "." + one.name());
            }
            options.add(one.name());
            scope.set(one.name(), evaluator.value(one.value(), scope));
        } else if (statement instanceof Statement.Plain one && evaluator.value(one.value(), scope) instanceof Tables tables && !(tables instanceof Results.Yielded)) {
            results.add(Results.USUAL, tables, one.value().at());
        }
    }
}
