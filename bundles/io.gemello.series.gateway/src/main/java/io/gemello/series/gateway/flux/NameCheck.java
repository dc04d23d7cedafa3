package io.gemello.series.gateway.flux;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Refuses names that mean nothing, also in places that this run would not come to: whether a script is taken must not depend on the data. */
final class NameCheck {
    private final Scope universe;
    private Scope outermost;
    private final Map<String, Package> packages = new HashMap<>();

    /** @param universe what is known without a script */
    NameCheck(Scope universe) {
        this.universe = universe;
    }

    void check(List<Statement> statements) {
        outermost = new Scope(universe, Map.of());
        check(statements, outermost);
    }

    private void check(List<Statement> statements, Scope inner) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Import one) {
                packages.put(one.name(), Universe.imported(one.path()));
                inner.set(one.name(), one);
            } else if (statement instanceof Statement.Assignment one) {
                check(one.value(), inner);
                inner.set(one.name(), one);
            } else if (statement instanceof Statement.Option one) {
                check(one.value(), inner);
                inner.set(one.name(), one);
            } else if (statement instanceof Statement.Plain one) {
                check(one.value(), inner);
            } else if (statement instanceof Statement.Return one) {
                if (inner == outermost) {
                    throw FluxProblem.compiling(one.at(), "return statement not in a function");
                }
                check(one.value(), inner);
            }
        }
    }

    private void check(Expr expression, Scope inner) {
        if (expression instanceof Expr.Name name) {
            if (!inner.has(name.name())) {
                throw Universe.unknown(name);
            }
        } else if (expression instanceof Expr.Member member) {
            if (member.of() instanceof Expr.Name of && inner.get(of.name()) instanceof Statement.Import) {
                packages.get(of.name()).member(member);
            } else {
                check(member.of(), inner);
            }
        } else if (expression instanceof Expr.Lambda lambda) {
            Scope body = new Scope(inner, Map.of());
            for (Expr.Parameter parameter : lambda.parameters()) {
                if (parameter.usual() != null) {
                    check(parameter.usual(), inner);
                }
                body.set(parameter.name(), parameter);
            }
            List<Statement> statements = lambda.body();
            if (statements.isEmpty() || !(statements.get(statements.size() - 1) instanceof Statement.Return)) {
                throw FluxProblem.compiling(lambda.at(), "missing return statement in block");
            }
            check(statements, body);
        } else if (expression instanceof Expr.Beyond beyond) {
            throw FluxProblem.outside(beyond.at(), beyond.what());
        } else {
            parts(expression).forEach(part -> check(part, inner));
        }
    }

    private static List<Expr> parts(Expr expression) {
        if (expression instanceof Expr.Call call) {
            return with(call.callee(), call.arguments());
        }
        if (expression instanceof Expr.Pipe pipe) {
            return List.of(pipe.from(), pipe.to());
        }
        if (expression instanceof Expr.Binary binary) {
            return List.of(binary.left(), binary.right());
        }
        if (expression instanceof Expr.Unary unary) {
            return List.of(unary.operand());
        }
        if (expression instanceof Expr.Choice choice) {
            return List.of(choice.test(), choice.then(), choice.otherwise());
        }
        if (expression instanceof Expr.Record record) {
            return with(record.base(), record.properties());
        }
        if (expression instanceof Expr.Element element) {
            return List.of(element.of(), element.index());
        }
        return expression instanceof Expr.Array array ? array.elements() : expression instanceof Expr.Woven woven ? woven.parts() : List.of();
    }

    /** @param first may be null */
    private static List<Expr> with(Expr first, List<Expr.Property> properties) {
        return Stream.concat(Stream.ofNullable(first), properties.stream().map(Expr.Property::value)).toList();
    }
}
