package io.gemello.series.gateway.flux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the values of expressions. One thread, one script. */
final class Evaluator {
    /** Functions that call functions, deeper than anybody's script. */
    private static final int DEEPEST = 60;
    private long steps;
    private int depth;

    /** @param steps that one script may take */
    Evaluator(long steps) {
        this.steps = steps;
    }

    Object value(Expr expression, Scope scope) {
        if (--steps < 0) {
            throw FluxProblem.running(expression.at(), "the script takes too many steps; ask for a shorter time or fewer series");
        }
        if (expression instanceof Expr.Literal literal) {
            return literal.value();
        }
        if (expression instanceof Expr.Name name) {
            return named(name, scope);
        }
        if (expression instanceof Expr.Member member) {
            return member(member, scope);
        }
        if (expression instanceof Expr.Binary binary) {
            return binary(binary, scope);
        }
        if (expression instanceof Expr.Pipe pipe) {
            return call(pipe.to(), value(pipe.from(), scope), scope);
        }
        if (expression instanceof Expr.Call call) {
            return call(call, null, scope);
        }
        if (expression instanceof Expr.Unary unary) {
            return unary(unary, scope);
        }
        if (expression instanceof Expr.Lambda lambda) {
            return (Callable) arguments -> apply(lambda, scope, arguments);
        }
        if (expression instanceof Expr.Record record) {
            return record(record, scope);
        }
        if (expression instanceof Expr.Array array) {
            return new ArrayList<>(array.elements().stream().map(element -> value(element, scope)).toList());
        }
        if (expression instanceof Expr.Choice choice) {
            Object test = value(choice.test(), scope);
            return test == Operators.UNKNOWN ? test : value(test == Boolean.TRUE ? choice.then() : choice.otherwise(), scope);
        }
        return expression instanceof Expr.Woven woven ? woven(woven, scope) : element((Expr.Element) expression, scope);
    }

    private static Object named(Expr.Name name, Scope scope) {
        if (!scope.has(name.name())) {
            throw Universe.unknown(name);
        }
        return scope.get(name.name());
    }

    private Object member(Expr.Member member, Scope scope) {
        Object of = value(member.of(), scope);
        if (of instanceof Package from) {
            return from.member(member);
        }
        if (of instanceof Fields fields) {
            return fields.get(member.name());
        }
        if (of == Operators.UNKNOWN) {
            return of;
        }
        throw FluxProblem.compiling(member.at(), "expected a record but found " + Type.word(of));
    }

    private Object element(Expr.Element element, Scope scope) {
        Object of = value(element.of(), scope);
        Object index = value(element.index(), scope);
        if (!(of instanceof List<?> list) || !(index instanceof Long place)) {
            throw FluxProblem.compiling(element.at(), "expected an array and an int but found " + Type.word(of) + " and " + Type.word(index));
        }
        if (place < 0 || place >= list.size()) {
            throw FluxProblem.running(element.at(), "cannot access element " + place + " of array of length " + list.size());
        }
        return list.get(place.intValue());
    }

    private Object record(Expr.Record record, Scope scope) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (record.base() != null) {
            if (!(value(record.base(), scope) instanceof Fields base)) {
                throw FluxProblem.compiling(record.base().at(), record.base().name() + " is no record");
            }
            values.putAll(base.all());
        }
        record.properties().forEach(property -> values.put(property.key(), value(property.value(), scope)));
        return Fields.of(values);
    }

    private Object woven(Expr.Woven woven, Scope scope) {
        StringBuilder text = new StringBuilder();
        for (Expr part : woven.parts()) {
            Object value = value(part, scope);
            if (value == Operators.UNKNOWN) {
                return value;
            }
            if (value != null && Type.of(value) == null) {
                throw FluxProblem.running(part.at(), "expected a text, number, time or bool in a text but found " + Type.word(value));
            }
            Operators.text(part.at(), text.append(value == null ? "" : AnnotatedCsv.text(value)).toString());
        }
        return text.toString();
    }

    private Object unary(Expr.Unary unary, Scope scope) {
        Object value = value(unary.operand(), scope);
        return switch (unary.operator()) {
            case "exists" -> value == Operators.UNKNOWN ? value : (Object) (value != null);
            case "not" -> value == null || value == Operators.UNKNOWN ? value : (Object) !truth(unary.operand(), value);
            default -> Operators.negative(unary, value);
        };
    }

    private static boolean truth(Expr where, Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw FluxProblem.compiling(where.at(), "expected bool but found " + Type.word(value));
    }

    private Object binary(Expr.Binary binary, Scope scope) {
        Object left = value(binary.left(), scope);
        if (!binary.operator().equals("and") && !binary.operator().equals("or")) {
            return Operators.of(binary, left, value(binary.right(), scope));
        }
        // Either side may decide alone, whatever the other is.
        boolean deciding = binary.operator().equals("or");
        if (left != null && left != Operators.UNKNOWN && truth(binary.left(), left) == deciding) {
            return deciding;
        }
        Object right = value(binary.right(), scope);
        if (right != null && right != Operators.UNKNOWN && truth(binary.right(), right) == deciding) {
            return deciding;
        }
        return left == Operators.UNKNOWN || right == Operators.UNKNOWN ? Operators.UNKNOWN : left == null || right == null ? null : (Object) !deciding;
    }

    private Object call(Expr.Call call, Object piped, Scope scope) {
        Object callee = value(call.callee(), scope);
        if (!(callee instanceof Callable function)) {
            throw FluxProblem.compiling(call.callee().at(), "expected function but found " + Type.word(callee));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (Expr.Property argument : call.arguments()) {
            if (named.containsKey(argument.key())) {
                throw FluxProblem.compiling(argument.at(), "duplicate argument " + argument.key());
            }
            named.put(argument.key(), value(argument.value(), scope));
        }
        return called(function, new Arguments(name(call.callee()), call.at(), named, piped));
    }

    private static String name(Expr callee) {
        return callee instanceof Expr.Name name ? name.name() : callee instanceof Expr.Member member ? name(member.of()) + "." + member.name() : "a function";
    }

    private Object called(Callable function, Arguments arguments) {
        if (++depth > DEEPEST) {
            throw FluxProblem.running(arguments.at(), "functions call each other too deeply");
        }
        try {
            return function.call(arguments);
        } finally {
            depth--;
        }
    }

    private Object apply(Expr.Lambda lambda, Scope scope, Arguments arguments) {
        Map<String, Object> bound = new LinkedHashMap<>();
        for (Expr.Parameter parameter : lambda.parameters()) {
            Object value = arguments.any(parameter.name());
            if (value == null && !arguments.named().containsKey(parameter.name())) {
                value = parameter.piped() ? arguments.piped() : parameter.usual() != null ? value(parameter.usual(), scope) : null;
                if (value == null) {
                    throw FluxProblem.compiling(arguments.at(), "missing required argument " + parameter.name() + " (in a call of " + arguments.function() + ")");
                }
            }
            bound.put(parameter.name(), value);
        }
        arguments.done();
        Scope inner = new Scope(scope, bound);
        for (Statement statement : lambda.body()) {
            if (statement instanceof Statement.Assignment assignment) {
                inner.set(assignment.name(), value(assignment.value(), inner));
            } else if (statement instanceof Statement.Return result) {
                return value(result.value(), inner);
            }
        }
        throw new IllegalStateException("a function's body without return has passed the check");
    }
}
