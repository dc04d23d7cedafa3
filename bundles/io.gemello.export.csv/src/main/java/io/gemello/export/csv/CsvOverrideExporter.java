package io.gemello.export.csv;

import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.ExportFile;
import io.gemello.api.bim.OverrideExporter;
import io.gemello.api.bim.Overrides;
import io.gemello.api.bim.Shade;
import io.gemello.api.reading.Quality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Parameters and colours as a table (RFC 4180), a row for each parameter of each element: for spreadsheets, and as the model of an exporter. */
@Component(property = {OverrideExporter.NAME + "=csv", OverrideExporter.PAUSE + "=10"})
@Designate(ocd = CsvOverrideExporter.Config.class)
public final class CsvOverrideExporter implements OverrideExporter {
    @ObjectClassDefinition(name = "BIM export: CSV", description = "Writes the elements' parameters and colours as a table")
    @interface Config {
        @AttributeDefinition(name = "File", description = "A relative name lies in the data folder.")
        String file() default "export/overrides.csv";

        @AttributeDefinition(name = "Colours", description = "The colour scheme of the columns key, rgb and reason.")
        String colours() default "alert";
    }

    /** What needs no quotes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:#-]*");
    private static final String HEADING = row("ifcGuid", "revitUniqueId", "tag", "entity", "name", "assets", "parameter", "value", "unit", "quality", "time", "state", "alert", "point", "key", "rgb", "reason");
    private static final long NANOS = 1_000_000_000L;
    private final Path file;
    private final String colours;

    @Activate
    public CsvOverrideExporter(BundleContext context, Config config) {
        this(Path.of(context.getProperty("gemello.data")).resolve(config.file()), config.colours());
    }

    CsvOverrideExporter(Path file, String colours) {
        this.file = file.toAbsolutePath();
        this.colours = colours;
    }

    @Override
    public void export(Overrides all) throws IOException {
        StringBuilder table = new StringBuilder(HEADING);
        for (ElementOverride element : all.elements()) {
            for (ElementParameter value : element.parameters()) {
                table.append(row(element, value));
            }
            if (element.parameters().isEmpty()) {
                table.append(row(element, null));
            }
        }
        ExportFile.write(file, table.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @param value null for an element that has a colour alone */
    private String row(ElementOverride element, ElementParameter value) {
        Shade shade = element.shades().getOrDefault(colours, new Shade(null, null, null));
        Object[] cells = {element.ifcGuid(), element.revitUniqueId(), element.tag(), element.entity(), element.name(), String.join(";", element.assets()), null, null, null, null, null, null, null, null,
            shade.key(), shade.rgb(), shade.reason()};
        if (value != null) {
            Object shown = value.text() != null ? value.text() : Double.isFinite(value.value()) ? value.value() : null;
            Object time = value.epochNanos() == 0 ? null : Instant.ofEpochSecond(Math.floorDiv(value.epochNanos(), NANOS), Math.floorMod(value.epochNanos(), NANOS));
            Object[] own = {value.parameter().name(), shown, value.parameter().unit(), Quality.word(value.quality()), time, value.state().word(), value.alert(), value.point()};
            System.arraycopy(own, 0, cells, 6, own.length);
        }
        return row(cells);
    }

    private static String row(Object... cells) {
        return Arrays.stream(cells).map(CsvOverrideExporter::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe in front. */
    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        boolean formula = value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return PLAIN.matcher(text).matches() && !formula ? text : '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
