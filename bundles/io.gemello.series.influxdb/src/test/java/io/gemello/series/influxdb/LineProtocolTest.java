package io.gemello.series.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineProtocolTest {
    private final LineProtocol lines = new LineProtocol("hall");

    @Test
    void measurementTagsAndFieldsAreThoseOfTheSeriesShape() {
        Point inlet = new Point(0, "rack-1.inlet", "rack-1", "inlet", "temperature", "Cel", false);
        assertEquals("temperature,asset=rack-1,point=rack-1.inlet,site=hall value=21.5,quality=0i 1700000000000000001\n", lines.text(List.of(new Reading(inlet, 1_700_000_000_000_000_001L, 21.5, 0))));
    }

    @Test
    void aReadingWithoutANumberKeepsItsQuality() {
        Point door = new Point(0, "d", "r", "f", "state", "1", false);
        int bad = Quality.of(Quality.STATE);
        assertEquals("state,asset=r,point=d,site=hall quality=" + bad + "i -7\n", lines.text(List.of(new Reading(door, -7, Double.NaN, bad))));
    }

    @Test
    void whatHasAMeaningInTheLineIsEscaped() {
        Point odd = new Point(90, "a=b,c d", "r", "f", "air flow,1", "1", false);
        assertEquals("air\\ flow\\,1,asset=r,point=a\\=b\\,c\\ d,site=hall value=1.0E-5,quality=0i 0\n", lines.text(List.of(new Reading(odd, 0, 1e-5, 0))));
    }

    @Test
    void aPointThatTheSiteDescribesAnewGetsANewLine() {
        lines.text(List.of(new Reading(new Point(3, "p", "rack-1", "f", "temperature", "Cel", false), 0, 1, 0)));
        assertEquals("temperature,asset=rack-2,point=p,site=hall value=1.0,quality=0i 0\n", lines.text(List.of(new Reading(new Point(3, "p", "rack-2", "f", "temperature", "Cel", false), 0, 1, 0))));
    }
}
