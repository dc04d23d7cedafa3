package io.gemello.http.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The trail as a table for spreadsheets (RFC 4180). */
final class AuditCsv {
    static final String TYPE = "text/csv; charset=utf-8";

    private AuditCsv() {}

    static byte[] of(List<AuditEntry> entries) {
        StringBuilder text = new StringBuilder("time,who,what,target,outcome\r\n");
        for (AuditEntry entry : entries) {
            text.append(Stream.of(entry.time().toString(), entry.who(), entry.what(), entry.target(), entry.outcome()).map(AuditCsv::cell).collect(Collectors.joining(","))).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A spreadsheet takes a cell that begins so for a formula; a stranger's text must not be one. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
