package io.gemello.api.alert;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import org.osgi.annotation.versioning.ProviderType;

/** What a check may look at. Valid during the call only. */
@ProviderType
public interface RuleMoment {
    /** Site time, UTC nanoseconds. Runs back for a check only where the machine's clock was set back; what was heard moves with it. */
    long now();

    /** The reading that has just come, of one of the check's points; null when only time has passed. */
    Reading fresh();

    /** The newest reading of one of the check's points by source time; null for none, and where its quality is worse than the rule takes. */
    Reading latest(Point point);

    /** When one of the check's points was heard last, good or bad; source time, 0 for never. */
    long heard(Point point);

    /** Since when silence counts, site time: the runtime was not there before, or devices had no time yet to find it again. */
    long listening();
}
