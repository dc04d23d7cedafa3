package io.gemello.series.influxdb;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * InfluxQL's answer in JSON. The client's own reader is not used: it takes no null in a row and passes over the error that an answer 200 may hold.
 */
final class Rows {
    private Rows() {}

    /** One row; a column that is not there or null is null. */
    record Row(List<String> columns, JsonArray values) {
        String text(String column) {
            int at = columns.indexOf(column);
            JsonElement value = at < 0 ? null : values.get(at);
            return value == null || value.isJsonNull() ? null : value.getAsString();
        }

        long whole(String column) {
            return Long.parseLong(text(column));
        }

        /** NaN for none. */
        double number(String column) {
            String text = text(column);
            return text == null ? Double.NaN : Double.parseDouble(text);
        }
    }

    /** Rows of all series, one after another. @throws IOException with InfluxDB's own sentence */
    static List<Row> parse(Reader json) throws IOException {
        try {
            List<Row> rows = new ArrayList<>();
            JsonObject answer = JsonParser.parseReader(json).getAsJsonObject();
            complain(answer);
            for (JsonElement result : array(answer, "results")) {
                complain(result.getAsJsonObject());
                for (JsonElement series : array(result.getAsJsonObject(), "series")) {
                    List<String> columns = new ArrayList<>();
                    array(series.getAsJsonObject(), "columns").forEach(column -> columns.add(column.getAsString()));
                    array(series.getAsJsonObject(), "values").forEach(values -> rows.add(new Row(columns, values.getAsJsonArray())));
                }
            }
            return rows;
        } catch (JsonParseException | IllegalStateException strange) {
            throw new IOException("answers something that is not InfluxQL's JSON: " + strange.getMessage(), strange);
        }
    }

    private static JsonArray array(JsonObject holder, String name) {
        JsonElement array = holder.get(name);
        return array == null || array.isJsonNull() ? new JsonArray() : array.getAsJsonArray();
    }

    private static void complain(JsonObject holder) throws IOException {
        if (holder.has("error")) {
            throw new IOException(holder.get("error").getAsString());
        }
    }
}
