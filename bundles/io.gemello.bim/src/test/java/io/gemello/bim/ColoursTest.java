package io.gemello.bim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColoursTest {
    /** How people see who lack the cones for red, green, blue: Machado, Oliveira, Fernandes 2009, severity 1. */
    private static final Map<String, double[]> VISION = Map.of("all cones", new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
        "protanopia", new double[] {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
        "deuteranopia", new double[] {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
        "tritanopia", new double[] {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900});
    /** CIE76; two is where trained eyes begin to see a difference, ten is seen at a glance. */
    private static final double AT_A_GLANCE = 10;

    @Test
    void everyColourIsToldFromEveryOtherWithEveryVision() {
        List<String> keys = AlertColours.DEFAULT.priorities();
        VISION.forEach((vision, matrix) -> {
            for (int i = 0; i < keys.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double distance = distance(lab(rgb(keys.get(i)), matrix), lab(rgb(keys.get(j)), matrix));
                    assertTrue(distance > AT_A_GLANCE, keys.get(i) + " and " + keys.get(j) + " with " + vision + ": " + distance);
                }
            }
        });
    }

    /** Who sees no colours at all still sees which is more. */
    @Test
    void rampsGetLighterAllTheWay() {
        Ramp.BY_NAME.forEach((name, ramp) -> {
            double before = -1;
            for (int i = 0; i <= 100; i++) {
                double lightness = lab(Integer.parseInt(ramp.at(i / 100.0).substring(1), 16), VISION.get("all cones"))[0];
                assertTrue(lightness > before, name + " at " + i);
                before = lightness;
            }
            assertEquals(ramp.at(0), ramp.at(-5));
            assertEquals(ramp.at(1), ramp.at(Double.POSITIVE_INFINITY));
        });
    }

    private static int rgb(String key) {
        return Integer.parseInt(AlertColours.DEFAULT.rgb().get(key).substring(1), 16);
    }

    private static double distance(double[] one, double[] other) {
        return Math.sqrt(Math.pow(one[0] - other[0], 2) + Math.pow(one[1] - other[1], 2) + Math.pow(one[2] - other[2], 2));
    }

    private static double[] lab(int rgb, double[] vision) {
        double[] c = new double[3];
        for (int i = 0; i < 3; i++) {
            double s = (rgb >> 16 - 8 * i & 255) / 255.0;
            c[i] = s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
        }
        double r = vision[0] * c[0] + vision[1] * c[1] + vision[2] * c[2];
        double g = vision[3] * c[0] + vision[4] * c[1] + vision[5] * c[2];
        double b = vision[6] * c[0] + vision[7] * c[1] + vision[8] * c[2];
        double x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        double y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
        double z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116.0;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{ | no JSON", "[] | it is no object", "{'colour': 1} | 'colour' is not known", "{'alert': {'priorities': ['hot']}} | no key 'hot'",
        "{'alert': {'colours': {'ok': 'green'}}} | write #RRGGBB", "{'metrics': [{}]} | metrics[0].parameter is missing",
        "{'metrics': [{'parameter': 'a', 'ramp': 'jet'}]} | cividis or viridis", "{'metrics': [{'parameter': 'a', 'from': 2}]} | both from and to",
        "{'metrics': [{'parameter': 'a', 'from': 2, 'to': 1}]} | both from and to", "{'metrics': [{'parameter': 'a'}, {'parameter': 'a'}]} | is taken",
        "{'metrics': [{'parameter': 'a', 'name': 'alert'}]} | is taken", "{'metrics': [{'parameter': 'a', 'bands': [{'from': 2}, {'from': 1}]}]} | above the band's before"})
    void aFaultOfTheSettingsIsOneSentence(String json, String part) {
        String said = assertThrows(IllegalArgumentException.class, () -> BimSettings.parse(json.replace('\'', '"'))).getMessage();
        assertTrue(said.contains(part), said);
    }
}
