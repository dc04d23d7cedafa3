package io.gemello.series.gateway.flux;

import java.util.Map;

/** An imported package. */
record Package(String path, Map<String, Object> members) {
    Object member(Expr.Member wanted) {
        Object member = members.get(wanted.name());
        if (member == null) {
            throw FluxProblem.outside(wanted.at(), "the function " + path.substring(path.lastIndexOf('/') + 1) + "." + wanted.name());
        }
        return member;
    }
}
