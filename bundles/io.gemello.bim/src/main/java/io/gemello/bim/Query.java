package io.gemello.bim;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import java.util.List;
import java.util.Locale;

/** Query parameters of lists. */
final class Query {
    private Query() {}

    static int number(Request request, String name, int otherwise) {
        String text = request.query(name).orElse(Integer.toString(otherwise));
        if (!text.matches("[0-9]{1,9}")) {
            throw new HttpProblem(400, "gemello:query." + name, name + "=" + text + " is not possible.", "Give a number.");
        }
        return Integer.parseInt(text);
    }

    /** Empty where it is not asked for. A misspelt word is refused: an empty list would say that there is nothing to do. */
    static String word(Request request, String name, List<String> words) {
        String text = request.query(name).orElse("").toLowerCase(Locale.ROOT);
        if (!text.isEmpty() && !words.contains(text)) {
            throw new HttpProblem(400, "gemello:query." + name, name + "=" + text + " is not possible.", "There are " + String.join(", ", words) + ".");
        }
        return text;
    }
}
