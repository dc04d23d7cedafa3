package io.gemello.series.gateway.flux;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refuses names that mean nothing, also in places that this run would not come to: whether a script is taken must not depend on the data. */
final class NameCheck {
    private final Scope scope;
    private final Map<String, Package> packages = new HashMap<>();

    /** @param universe what is known without a script */
    NameCheck(Scope universe) {
        scope = universe;
    }

    void check(List<Statement> statements) {
        check(statements, new Scope(scope, Map.of()));
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
            } else {
                check(((Statement.Return) statement).value(), inner);
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
            check(lambda.body(), body);
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
        return java.util.stream.Stream.concat(java.util.stream.Stream.ofNullable(first), properties.stream().map(Expr.Property::value)).toList();
    }
}
