package io.gemello.series.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * Lets a person's question pass when it is one SELECT over the views for people and nothing else. DuckDB's own parser says what a text is, so no
 * trick of spelling, quoting or comments helps; what this does not know it refuses. It is the inner of three walls: the question also runs in a
 * read-only transaction, and the instance reaches no other file.
 */
final class SqlGuard {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NODES = Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE", "EMPTY", "BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION",
        "EXPRESSION_LIST", "SHOW_REF", "ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER", "ORDER_DEFAULT", "ASCENDING", "DESCENDING");
    private static final Set<String> TABLE_FUNCTIONS = Set.of("range", "generate_series", "unnest");
    /** These wait, write, tell of the machine, or run a text as a question of its own. */
    private static final Pattern FORBIDDEN = Pattern.compile(
        "(read|write|sleep|pragma|duckdb|parquet|json_execute)_.*|.*(checkpoint|extension|secret).*|(next|curr|set)val|set_config|setseed|getenv|getvariable|current_setting|current_query|query|query_table|glob|stats|error");
    private static final Pattern PLAIN = Pattern.compile("(?!duckdb_|pg_|sqlite_|information_schema)[a-z_][a-z0-9_]*", Pattern.CASE_INSENSITIVE);

    private final Set<String> tables = new HashSet<>(SeriesViews.NAMES);

    private SqlGuard() {}

    /** @return the question, without a semicolon behind it, fit to stand in parentheses @throws Refused says why */
    static String check(DuckDBConnection connection, String sql) throws SQLException, IOException {
        String text = sql.strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        JsonNode parsed = parse(connection, text);
        if (parsed.path("error").asBoolean()) {
            String message = parsed.path("error_message").asText();
            throw new Refused(message.startsWith("Only SELECT") ? "only SELECT is answered here" : message);
        }
        if (parsed.path("statements").size() != 1) {
            throw new Refused("one question at a time, please");
        }
        SqlGuard guard = new SqlGuard();
        guard.names(parsed);
        guard.walk(parsed);
        return text;
    }

    private static JsonNode parse(DuckDBConnection connection, String text) throws SQLException, IOException {
        try (PreparedStatement parse = connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)")) {
            parse.setString(1, text);
            try (ResultSet row = parse.executeQuery()) {
                row.next();
                return JSON.readTree(row.getString(1));
            }
        }
    }

    /** Collects what the question itself names by WITH. */
    private void names(JsonNode node) {
        for (JsonNode named : node.path("cte_map").path("map")) {
            String name = named.path("key").asText();
            if (!PLAIN.matcher(name).matches()) {
                throw new Refused("WITH \"" + name + "\": take a plain name");
            }
            tables.add(name.toLowerCase(Locale.ROOT));
        }
        node.forEach(this::names);
    }

    private void walk(JsonNode node) {
        if (node.isObject() && node.path("type").isTextual()) {
            String type = node.get("type").asText();
            if (node.has("class")) {
                function(node.path("function_name").asText());
            } else if (!NODES.contains(type) && !type.endsWith("_TYPE_INFO")) {
                throw new Refused("only SELECT is answered here, without " + type.toLowerCase(Locale.ROOT).replace('_', ' '));
            } else {
                source(type, node);
            }
        }
        node.forEach(this::walk);
    }

    private void source(String type, JsonNode node) {
        List<String> path = new ArrayList<>();
        node.path("qualified_name").path("path").forEach(part -> path.add(part.asText()));
        switch (type) {
            case "BASE_TABLE" -> {
                if (path.size() != 1 || !tables.contains(path.get(0).toLowerCase(Locale.ROOT))) {
                    throw new Refused("there is no table " + String.join(".", path) + "; ask " + String.join(", ", SeriesViews.NAMES));
                }
            }
            case "TABLE_FUNCTION" -> {
                String name = node.path("function").path("function_name").asText();
                if (!TABLE_FUNCTIONS.contains(name)) {
                    throw new Refused("the table function " + name + " is not allowed here");
                }
            }
            case "SHOW_REF" -> {
                if (node.path("query").isNull()) {
                    throw new Refused("write e.g. DESCRIBE series; the tables are " + String.join(", ", SeriesViews.NAMES));
                }
            }
            default -> { }
        }
    }

    private static void function(String name) {
        if (FORBIDDEN.matcher(name).matches()) {
            throw new Refused("the function " + name + " is not allowed here");
        }
    }

    /** A question that is not answered; the message says why. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message, null, false, false);
        }
    }
}
