package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.health.MetricSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text exposition format 0.0.4. */
class PrometheusTextTest {
    private final PrometheusText text = new PrometheusText();

    @Test
    void aFamilyIsWrittenOnceHoweverManySourcesHaveIt() {
        text.counter("gemello_b_total", "Bees", 1, "hive", "1");
        text.gauge("gemello_a", "A gauge", 0.25);
        text.counter("gemello_b_total", "other words", 2, "hive", "2");
        assertEquals("# HELP gemello_a A gauge\n# TYPE gemello_a gauge\ngemello_a 0.25\n"
            + "# HELP gemello_b_total Bees\n# TYPE gemello_b_total counter\ngemello_b_total{hive=\"1\"} 1\ngemello_b_total{hive=\"2\"} 2\n", text.text());
    }

    @Test
    void theSameCounterOfTwoSourcesAddsUpAndTheSameGaugeIsAConflict() {
        text.counter("c_total", "c", 3);
        text.counter("c_total", "c", 4);
        text.gauge("g", "g", 3);
        text.gauge("g", "g", 4);
        assertTrue(text.text().contains("\nc_total 7\n") && text.text().contains("\ng 3\n"), text.text());
        assertEquals(1, text.conflicts());
    }

    @Test
    void aNameWithTwoTypesAndALabelWithoutValueAreLeftOutAndCounted() {
        text.counter("x", "x", 1);
        text.gauge("x", "x", 2, "a", "b");
        text.gauge("y", "y", 2, "alone");
        assertEquals(2, text.conflicts());
        assertTrue(text.text().contains("x 1\n") && !text.text().contains("alone"), text.text());
    }

    @Test
    void whatWouldBreakALineIsEscapedAndNamesAreMadeLegal() {
        text.gauge("1 größe", "two\nlines \\ slash", 1, "a-b:c", "q\"u\\o\nte");
        assertEquals("# HELP _1_gr__e two\\nlines \\\\ slash\n# TYPE _1_gr__e gauge\n_1_gr__e{a_b_c=\"q\\\"u\\\\o\\nte\"} 1\n", text.text());
    }

    @Test
    void numbersKeepTheirDigitsAndTheirSpecialWords() {
        text.gauge("n", "n", Double.NaN, "v", "nan");
        text.gauge("n", "n", Double.NEGATIVE_INFINITY, "v", "inf");
        text.gauge("n", "n", 1.7e9 + 0.5, "v", "fraction");
        text.gauge("n", "n", 123456789012345d, "v", "whole");
        text.gauge("n", "n", 1e300, "v", "huge");
        assertTrue(text.text().contains("n{v=\"nan\"} NaN\nn{v=\"inf\"} -Inf\nn{v=\"fraction\"} 1.7000000005E9\nn{v=\"whole\"} 123456789012345\nn{v=\"huge\"} 1.0E300\n"), text.text());
    }

    @Test
    void aSourceThatFailsIsNamedAndTheOthersAreStillScraped() {
        MetricSource broken = to -> {
            throw new IllegalStateException("gone");
        };
        String scraped = new MetricsEndpoint(List.of(broken, to -> to.gauge("fine", "f", 1))).scrape();
        assertTrue(scraped.contains("\nfine 1\n") && scraped.contains("gemello_metric_source_failures_total{source="), scraped);
    }

    @Test
    void theProcessItselfIsMeasured() {
        new JvmMetrics().collect(text);
        assertTrue(text.text().contains("jvm_memory_used_bytes{area=\"heap\"} ") && text.text().contains("process_cpu_seconds_total "), text.text());
    }
}
