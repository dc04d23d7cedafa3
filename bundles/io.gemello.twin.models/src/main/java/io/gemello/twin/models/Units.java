package io.gemello.twin.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names that DTDL (its quantitative types, version 1, which include those of DTDL 2) and Thing Models give to units, and UCUM's codes for them. */
final class Units {
    /** DTDL's name, its semantic type, then UCUM's codes, the first the usual one, and behind a bar other spellings. */
    private static final String TABLE = """
        degreeCelsius Temperature Cel | celsius °c deg_c
        degreeFahrenheit Temperature [degF] | fahrenheit °f deg_f
        kelvin Temperature K
        ampere Current A
        milliampere Current mA | milliamp
        volt Voltage V
        millivolt Voltage mV
        kilovolt Voltage kV
        watt Power W
        milliwatt Power mW
        kilowatt Power kW
        megawatt Power MW
        gigawatt Power GW
        horsepower Power [HP]
        voltAmpere ApparentPower V.A VA | v-a
        kilovoltAmpere ApparentPower kV.A kVA | kilov-a
        voltAmpereReactive ReactivePower V.A{reactive} | v-a_reactive var
        kilovoltAmpereReactive ReactivePower kV.A{reactive} | kilov-a_reactive kvar
        joule Energy J
        kilojoule Energy kJ
        megajoule Energy MJ
        gigajoule Energy GJ
        wattHour Energy W.h Wh | w-hr
        kilowattHour Energy kW.h kWh | kilow-hr
        megawattHour Energy MW.h MWh | megaw-hr
        hertz Frequency Hz
        kilohertz Frequency kHz
        megahertz Frequency MHz
        pascal Pressure Pa
        kilopascal Pressure kPa
        bar Pressure bar
        millibar Pressure mbar | millibar
        poundPerSquareInch Pressure [psi] | psi
        inchesOfWater Pressure [in_i'H2O]
        inchesOfMercury Pressure [in_i'Hg]
        millimetresOfMercury Pressure mm[Hg]
        percent RelativeHumidity %
        gramPerCubicMetre Humidity g/m3 | gm-per-m3
        kilogramPerCubicMetre Density kg/m3 | kilogm-per-m3
        partsPerMillion Concentration [ppm] | ppm
        revolutionPerMinute AngularVelocity /min {rpm} {rev}/min r/min | rpm rev-per-min
        revolutionPerSecond AngularVelocity /s {rev}/s | rev-per-sec
        radianPerSecond AngularVelocity rad/s | rad-per-sec
        cubicMetrePerSecond VolumeFlowRate m3/s | m3-per-sec
        cubicMetrePerHour VolumeFlowRate m3/h | m3-per-hr
        litrePerSecond VolumeFlowRate l/s L/s | l-per-sec
        litrePerMinute VolumeFlowRate l/min L/min | l-per-min
        litrePerHour VolumeFlowRate l/h L/h | l-per-hr
        gallonPerMinute VolumeFlowRate [gal_us]/min
        gallonPerHour VolumeFlowRate [gal_us]/h
        metrePerSecond Velocity m/s | m-per-sec meterpersecond
        kilometrePerHour Velocity km/h | kilom-per-hr
        metrePerSecondSquared Acceleration m/s2 | m-per-sec2
        metre Length m | meter
        centimetre Length cm | centim
        millimetre Length mm | millim
        kilometre Length km | kilom
        inch Length [in_i]
        foot Length [ft_i]
        squareMetre Area m2 | squaremeter
        squareFoot Area [ft_i]2 [sft_i]
        cubicMetre Volume m3 | cubicmeter
        cubicFoot Volume [ft_i]3 [cft_i]
        litre Volume l L | liter
        millilitre Volume ml mL | millil
        gallon Volume [gal_us]
        gram Mass g | gm
        kilogram Mass kg | kilogm
        tonne Mass t
        kilogramPerSecond MassFlowRate kg/s | kilogm-per-sec
        kilogramPerHour MassFlowRate kg/h | kilogm-per-hr
        second TimeSpan s | sec
        minute TimeSpan min
        hour TimeSpan h | hr
        day TimeSpan d
        millisecond TimeSpan ms | millisec
        lux Illuminance lx
        lumen LuminousFlux lm
        candela LuminousIntensity cd
        wattPerSquareMetre Irradiance W/m2 | w-per-m2
        newton Force N
        newtonMetre Torque N.m | n-m
        ohm Resistance Ohm
        kiloohm Resistance kOhm
        farad Capacitance F
        coulomb ElectricCharge C
        decibel SoundPressure dB
        bit DataSize bit
        byte DataSize By
        kibibyte DataSize KiBy
        mebibyte DataSize MiBy
        gibibyte DataSize GiBy
        bitPerSecond DataRate bit/s
        bytePerSecond DataRate By/s
        degreeOfArc Angle deg | degree
        radian Angle rad
        unity RelativeDensity 1
        """;

    /** A quantity as DTDL says it. */
    record Quantity(String type, String unit) {}

    private static final Map<String, Set<String>> CODES = new HashMap<>();
    private static final Map<String, Quantity> QUANTITIES = new HashMap<>();

    static {
        for (String line : TABLE.lines().toList()) {
            String[] halves = line.split(" \\| ");
            List<String> words = Arrays.asList(halves[0].split(" "));
            List<String> codes = words.subList(2, words.size());
            List<String> names = new ArrayList<>(codes.stream().map(code -> code.toLowerCase(Locale.ROOT)).toList());
            names.add(words.get(0).toLowerCase(Locale.ROOT));
            if (halves.length > 1) {
                names.addAll(List.of(halves[1].split(" ")));
            }
            // Of codes that differ in capitals alone (mW, MW) both are meant; exact ones are looked for first.
            names.forEach(name -> CODES.computeIfAbsent(name, none -> new TreeSet<>()).addAll(codes));
            codes.forEach(code -> QUANTITIES.put(code, new Quantity(words.get(1), words.get(0))));
        }
    }

    private Units() {}

    /** UCUM's codes of a unit as a model writes it, also behind a prefix such as {@code qudt:}; empty for one that is not known. */
    static Set<String> codes(String unit) {
        String name = unit.substring(Math.max(unit.lastIndexOf('/'), unit.lastIndexOf(':')) + 1);
        if (QUANTITIES.containsKey(unit)) {
            Quantity exact = QUANTITIES.get(unit);
            return QUANTITIES.entrySet().stream().filter(entry -> entry.getValue().equals(exact)).map(Map.Entry::getKey).collect(Collectors.toSet());
        }
        return CODES.getOrDefault(unit.toLowerCase(Locale.ROOT), CODES.getOrDefault(name.toLowerCase(Locale.ROOT), Set.of()));
    }

    /** As DTDL says it, or null where it has no word that is true: a percentage is one of humidity only where that is what is measured. */
    static Quantity dtdl(String quantity, String code) {
        Quantity found = QUANTITIES.get(code);
        String measured = quantity.toLowerCase(Locale.ROOT);
        if (found == null || code.equals("1") || code.equals("%") && !measured.contains("humidity")) {
            return null;
        }
        return found.type().equals("AngularVelocity") && code.startsWith("/") && !measured.contains("rotation") ? null : found;
    }
}
