package io.gemello.adapter.ipmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.adapter.ipmi.SdrLine.Kind;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdrLineTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "CPU 1 Temp       | 30 degrees C      | ok; CPU 1 Temp; 30; degrees C",
        "CMOS Battery     | 2.04 Volts        | cr; CMOS Battery; 2.04; Volts",
        "CPU 1 DTS        | -51 unspecified   | ok; CPU 1 DTS; -51; unspecified",
        "Fan 1A Tach      | 0 RPM             | cr; Fan 1A Tach; 0; RPM",
        "PSU1 FAN_A DUTY|40 percent|ok; PSU1 FAN_A DUTY; 40; percent",
        "Odd | name | 7 CFM | lnc; Odd | name; 7; CFM",
        "Inlet            | 1.5e+01 degrees C | ok; Inlet; 15; degrees C",
        "Temp Überlauf/2  | +3 degrees F      | ok; Temp Überlauf/2; 3; degrees F"})
    void aNumberIsAReadingWithTheUnitAsPrinted(String line, String sensor, double value, String unit) {
        assertEquals(new SdrLine(Kind.READING, sensor, value, unit), SdrLine.of(line));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Progress         | Not Readable      | ns; NOT_READABLE", "Ambient Temp     | no reading        | ns; NO_READING",
        "Sys Boot Status  | 0x00              | ok; DISCRETE", "Old Sensor       | disabled          | ns; DISABLED",
        "Lid              | Presence Detected | ok; TEXT", "Shy              | 12 Volts          | ns; NOT_SPECIFIED"})
    void whatIsNoNumberMakesNoReading(String line, Kind kind) {
        SdrLine said = SdrLine.of(line);
        assertEquals(kind, said.kind());
        assertTrue(Double.isNaN(said.value()), "never 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CPU 1 Temp", "CPU 1 Temp       | 30 deg", "CPU 1 Temp       | 30 degrees C      | ", "CPU 1 Temp       | 30 degrees C      | o",
        "|||", " | 3 Volts | ok", "a |  | ok", "a | 3,12 Volts | ok", "a | 1.2.3 Volts | ok", "a | 1e Volts | ok", "a | - Volts | ok", "a | 12Volts | ok", "\0\u0001|\uffff|\n", "a | 5 Volts | 95 Watts"})
    void aStumpOrRubbishIsMalformed(String line) {
        assertEquals(Kind.MALFORMED, SdrLine.of(line).kind());
    }

    @Test
    void aNumberAloneHasNoUnit() {
        assertNull(SdrLine.of("Level | 3 | ok").unit());
    }

    /** Nothing that a broken line can hold may throw: it would end a whole day's replay. */
    @Test
    void noLineThrows() {
        Random random = new Random(7);
        String parts = "|| 0x1 -+.eE9, \tnsokTemp degrees\r\u00ff";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int n = random.nextInt(24); n > 0; n--) {
                line.append(parts.charAt(random.nextInt(parts.length())));
            }
            SdrLine.of(line.toString());
        }
    }
}
