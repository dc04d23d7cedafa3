package io.gemello.core.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitBookTest {
    private static final UnitBook UNITS = new UnitBook();
    private static final List<String> KNOWN = new ArrayList<>(UNITS.known().keySet());

    /** Facts from outside the library: what it computes is believed only as far as it is checked here. */
    @ParameterizedTest
    @CsvSource({"[degF],Cel,212,100", "[degF],Cel,-40,-40", "K,Cel,273.15,0", "kPa,Pa,1,1000", "L/min,m3/h,1000,60", "[ft_i]3/min,m3/h,1,1.69901079552", "[gal_us]/min,L/min,1,3.785411784",
        "[psi],kPa,1,6.894757293168", "[in_i'H2O],Pa,1,249.08891", "mm[Hg],Pa,1,133.322", "kW.h,MJ,1,3.6", "[Btu_IT]/h,W,1,0.2930710701722", "[ppm],%,10000,1", "[ppth],%,1,0.1", "/min,Hz,60,1",
        "uS/cm,S/m,1,0.0001", "kV.A{reactive},V.A{reactive},1,1000", "[g],m/s2,1,9.80665", "[mi_i]/h,km/h,1,1.609344", "ug/m3,mg/m3,1000,1", "/cm3,/m3,1,1000000", "GiBy,By,1,1073741824", "A.h,C,1,3600"})
    void convertsAsPhysicsSays(String from, String to, double value, double expected) throws NotConvertible {
        double got = UNITS.conversion(unit(from), unit(to)).apply(value);
        assertEquals(expected, got, Math.abs(expected) * 1e-12 + 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"W,V.A", "W,V.A{reactive}", "V.A,V.A{reactive}", "deg,%", "rad/s,/min", "bit/s,Hz", "Cel,%", "dB,1", "dB{A},dB{C}", "{voc_index},%", "Bq/m3,/m3"})
    void refusesWhatDoesNotMeasureTheSame(String from, String to) {
        assertThrows(NotConvertible.class, () -> UNITS.conversion(unit(from), unit(to)));
    }

    /** UCUM's grammar takes each of these for something that no building measures. */
    @ParameterizedTest
    @ValueSource(strings = {"ft", "yd", "mph", "hp", "pt", "[HP]", "Gal", "nt", "", " ", "kW h", "m^2", "10*3", "W]", "{"})
    void refusesCodesThatWouldBeMisread(String code) {
        assertEquals(Optional.empty(), UNITS.code(code));
    }

    @Test
    void everySpellingOfTheTableHasACode() {
        UNITS.known().forEach((spelling, codes) -> codes.forEach(code -> assertTrue(UNITS.code(code).isPresent(), spelling + " means " + code)));
    }

    @ParameterizedTest
    @CsvSource({"C,Cel,Cel", "C,C,C", "S,s,s", "S,uS,S", "m,min,min", "m,km,m", "F,Cel,[degF]", "F,uF,F", "d,h,d", "d,rad,deg", "g,kg,g", "g,m/s2,[g]", "G,T,G"})
    void anAmbiguousSpellingIsDecidedByWhatIsMeasured(String spelling, String target, String meaning) {
        assertEquals(meaning, UNITS.named(spelling, unit(target)).orElseThrow().code());
    }

    @ParameterizedTest
    @CsvSource({"C,%", "S,Pa", "m,Cel", "F,V", "x,1", "'*',Cel", "°,Cel", "dB,1", "d,%"})
    void anAmbiguousSpellingThatFitsNothingIsUnknown(String spelling, String target) {
        assertEquals(Optional.empty(), UNITS.named(spelling, unit(target)));
    }

    @ParameterizedTest
    @CsvSource({"mW,W,mW", "MW,W,MW", "ms,s,ms", "mbar,Pa,mbar", "' kWh ',J,kW.h", "degrees C,Cel,Cel", "deg. F,Cel,[degF]", "Volt(s),V,V", "Watts,W,W", "RPM,/min,/min", "CFM,m3/h,[ft_i]3/min",
        "BTU/h,W,[Btu_IT]/h", "inH2O,Pa,[in_i'H2O]", "m^3/h,m3/h,m3/h", "PERCENT,%,%", "KWH,J,kW.h"})
    void understandsTheFieldsSpellings(String spelling, String target, String meaning) {
        assertEquals(meaning, UNITS.named(spelling, unit(target)).orElseThrow().code());
    }

    @ParameterizedTest
    @CsvSource({"°C,room temperature,Cel", "C,temperature,Cel", "C,charge,C", "F,temperature,[degF]", "m,level,m", "h,run time,h", "RPM,speed,/min", "W/(m2.K),u-value,W/(m2.K)"})
    void aDeclaredUnitMayBeASpelling(String text, String quantity, String code) {
        assertEquals(code, UNITS.declared(text, quantity).orElseThrow().code());
    }

    @Test
    void aDeclaredCoulombForAnUnknownQuantityIsAsked() {
        assertEquals(Optional.empty(), UNITS.declared("C", "comfort"));
    }

    /** One random edit of a known spelling: unknown, another spelling that stands in the table, or the same meaning; never something else. */
    @Property(tries = 10_000, seed = "20250117")
    void aMutatedSpellingIsNeverAnotherUnit(@ForAll("mutations") Mutation mutation) {
        String mutated = mutation.result();
        Set<String> before = codes(mutation.spelling());
        Set<String> after = codes(mutated);
        boolean named = UNITS.known().containsKey(mutated) || UNITS.known().containsKey(mutated.strip()) || UNITS.known().containsKey(mutated.strip().toLowerCase(java.util.Locale.ROOT));
        if (!named && !after.isEmpty() && !UNITS.known().containsKey(plain(mutated))) {
            assertEquals(before, after, "'" + mutation.spelling() + "' became '" + mutated + "'");
        }
    }

    /** As far as the book forgives: dots at the end, blanks, carets, raised digits. */
    private static String plain(String text) {
        return text.replace("^", "").replace('²', '2').replace('³', '3').replace('µ', 'u').replaceAll("\\s*([/°])\\s*", "$1").replaceAll("\\s+", " ").strip().replaceAll("\\.$", "").strip();
    }

    record Mutation(String spelling, int kind, int at, char with) {
        String result() {
            int place = spelling.isEmpty() ? 0 : at % spelling.length();
            StringBuilder text = new StringBuilder(spelling);
            switch (kind) {
                case 0 -> text.insert(place, with);
                case 1 -> text.deleteCharAt(place);
                case 2 -> text.setCharAt(place, with);
                default -> text.setCharAt(place, Character.isUpperCase(text.charAt(place)) ? Character.toLowerCase(text.charAt(place)) : Character.toUpperCase(text.charAt(place)));
            }
            return text.toString();
        }
    }

    @Provide
    Arbitrary<Mutation> mutations() {
        return Combinators.combine(Arbitraries.of(KNOWN), Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 40),
            Arbitraries.chars().with("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./%°µ -^²³#")).as(Mutation::new);
    }

    private static Set<String> codes(String spelling) {
        Set<String> codes = new HashSet<>();
        UNITS.meanings(spelling).forEach(unit -> codes.add(unit.code()));
        return codes;
    }

    private static CodedUnit unit(String code) {
        return UNITS.code(code).orElseThrow(() -> new AssertionError("no code " + code));
    }
}
