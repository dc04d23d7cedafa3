package io.gemello.series.gateway.flux;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Flux's locations: a record of a zone's name and an offset. */
final class Zones {
    private static final long SECOND = 1_000_000_000L;
    static final Fields UTC = location("UTC", new Lapse(0, 0));

    private Zones() {}

    static Fields location(String zone, Lapse offset) {
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("zone", zone);
        location.put("offset", offset);
        return Fields.of(location);
    }

    static ZoneId of(Object location, Arguments call) {
        if (!(location instanceof Fields fields) || !(fields.get("zone") instanceof String zone) || !(fields.get("offset") instanceof Lapse offset)) {
            throw call.wrong("location", "{zone: string, offset: duration}", location);
        }
        try {
            return offset.nanos() == 0 ? ZoneId.of(zone) : ZoneOffset.ofTotalSeconds(Math.toIntExact(offset.nanos() / SECOND));
        } catch (DateTimeException | ArithmeticException unknown) {
            throw call.problem("unknown location " + zone);
        }
    }

    /** The package {@code timezone}. */
    static Package functions() {
        return new Package("timezone", Map.of("utc", UTC, "location", (Callable) call -> {
            call.needed("name");
            Fields location = location(call.text("name", null), new Lapse(0, 0));
            call.done();
            of(location, call);
            return location;
        }, "fixed", (Callable) call -> {
            call.needed("offset");
            Fields location = location("UTC", call.lapse("offset", null));
            call.done();
            of(location, call);
            return location;
        }));
    }
}
