package io.gemello.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTableTest {
    private static String text(Response answer) {
        return new String((byte[]) answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsAnEmptyCellAListIsOneCellAndATextIsNeverAFormula() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("a", null);
        row.put("b", -1.5);
        row.put("c", List.of("x", "y"));
        row.put("d", "say \"hi\"");
        row.put("e", "\t=1+1");
        row.put("f", "-1");
        Response table = CsvTable.of("t", List.of(row));
        assertEquals("a,b,c,d,e,f\r\n,-1.5,\"x;y\",\"say \"\"hi\"\"\",\"'\t=1+1\",\"'-1\"\r\n", text(table));
        assertEquals("attachment; filename=\"t.csv\"", table.headers().get("Content-Disposition"));
    }

    @Test
    void aTableWithoutRowsHasTheHeadingThatIsGiven() {
        assertEquals("a,b\r\n", text(CsvTable.of("t", List.of("a", "b"), List.of())));
        assertEquals("", text(CsvTable.of("t", List.of())));
    }
}
