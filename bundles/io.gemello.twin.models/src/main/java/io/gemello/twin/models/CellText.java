package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.regex.Pattern;

/** What a cell of a spreadsheet, which is always text, means to a model that wants a number or a truth. */
final class CellText {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,300}(\\.\\d{1,300})?([eE][+-]?\\d{1,3})?");

    private CellText() {}

    /** As the shape would have it, or the text itself. */
    static JsonNode meant(Shape shape, JsonNode text) {
        String cell = text.textValue();
        return switch (shape.type()) {
            case NUMBER, INTEGER -> NUMBER.matcher(cell).matches() ? DoubleNode.valueOf(Double.parseDouble(cell)) : text;
            case BOOLEAN -> cell.equals("true") || cell.equals("false") ? BooleanNode.valueOf(cell.equals("true")) : text;
            default -> text;
        };
    }
}
