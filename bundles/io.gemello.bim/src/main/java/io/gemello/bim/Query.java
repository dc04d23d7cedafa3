package io.gemello.bim;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;

/** Query parameters of pages. */
final class Query {
    private Query() {}

    static int number(Request request, String name, int otherwise) {
        String text = request.query(name).orElse(Integer.toString(otherwise));
        if (!text.matches("[0-9]{1,9}")) {
            throw new HttpProblem(400, "gemello:query." + name, name + "=" + text + " is not possible.", "Give a number.");
        }
        return Integer.parseInt(text);
    }
}
