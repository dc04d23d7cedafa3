package io.gemello.series.gateway.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.api.adapter.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineParserTest {
    private static Line one(String text) {
        Lines lines = Lines.parse(text, 1);
        assertEquals(List.of(), lines.faults());
        assertEquals(1, lines.good().size(), text);
        return lines.good().get(0);
    }

    private static String fault(String text) {
        Lines lines = Lines.parse(text, 1);
        assertEquals(1, lines.bad(), text + " gave " + lines.good());
        return lines.faults().get(0).replaceFirst("^unable to parse '(?s:.*)': ", "");
    }

    @Test
    void measurementTagsFieldsAndTime() {
        assertEquals(new Line("cpu,cpu=cpu0,host=a", List.of(new Line.Field("idle", 98.5), new Line.Field("n", 7L), new Line.Field("on", true), new Line.Field("os", "de,b \"x\"\\")), 12),
            one("cpu,host=a,cpu=cpu0 idle=98.5,n=7i,on=T,os=\"de,b \\\"x\\\"\\\\\" 12"));
    }

    @Test
    void aLineWithoutTimeHasNone() {
        assertEquals(Sample.NO_TIME, one("m v=1").epochNanos());
        assertEquals(Sample.NO_TIME, one("m v=1  \r\n").epochNanos());
    }

    @Test
    void theUnitOfTimeCounts() {
        assertEquals(1_700_000_000_000_000_000L, Lines.parse("m v=1 1700000000", 1_000_000_000L).good().get(0).epochNanos());
    }

    @Test
    void escapesStayInTheAddressAndGoFromFieldNames() {
        Line line = one("air\\ flow\\,1,a\\=b=c\\ d my\\ field=1");
        assertEquals("air\\ flow\\,1,a\\=b=c\\ d", line.series());
        assertEquals("my field", line.fields().get(0).name());
    }

    @Test
    void aQuotedTextMayHoldALineEnd() {
        Lines lines = Lines.parse("# it's a \"comment\nm v=\"a\nb\" 1\n\n  \nm v=2 2\n", 1);
        assertEquals(List.of("a\nb", 2.0), lines.good().stream().map(line -> line.fields().get(0).value()).toList());
    }

    @Test
    void everyFaultIsSaidAndTheOtherLinesAreRead() {
        Lines lines = Lines.parse("m v=1\nm\nm v=x 5\nm v=2\n", 1);
        assertEquals(List.of(1.0, 2.0), lines.good().stream().map(line -> line.fields().get(0).value()).toList());
        assertEquals(List.of("unable to parse 'm': missing fields", "unable to parse 'm v=x 5': invalid boolean"), lines.faults());
    }

    @Test
    void faultsAreNamedAsInfluxDbNamesThem() {
        assertEquals("missing measurement", fault(",a=b v=1"));
        assertEquals("missing tag key", fault("m,=b v=1"));
        assertEquals("missing tag value", fault("m,a= v=1"));
        assertEquals("missing tag value", fault("m,a v=1"));
        assertEquals("duplicate tags", fault("m,a=b,a=c v=1"));
        assertEquals("missing field key", fault("m =1"));
        assertEquals("missing field value", fault("m v="));
        assertEquals("invalid field format", fault("m v"));
        assertEquals("invalid number", fault("m v=1x"));
        assertEquals("unbalanced quotes", fault("m v=\"a"));
        assertEquals("bad timestamp", fault("m v=1 x"));
        assertEquals("bad timestamp", fault("m v=1 1 2"));
        assertEquals("time outside range -9223372036854775806 - 9223372036854775806", fault("m v=1 9223372036854775807"));
    }
}
