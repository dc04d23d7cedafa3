package io.gemello.twin;

import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.signals.commands.exceptions.AttributeNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.AttributeNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.AttributesNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.AttributesNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureDefinitionNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureDefinitionNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureDesiredPropertiesNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureDesiredPropertiesNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureDesiredPropertyNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureDesiredPropertyNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeaturePropertiesNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeaturePropertiesNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeaturePropertyNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeaturePropertyNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeaturesNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeaturesNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.PolicyIdNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.PolicyIdNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingDefinitionNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingDefinitionNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingNotModifiableException;

/** What Ditto says of a part of a thing, part by part in its own words. */
final class PathErrors {
    private PathErrors() {}

    /** 404: there is nothing, or the caller may not know of it. */
    static DittoRuntimeException notFound(ThingPath path, String thingId) {
        ThingId id = ThingId.of(thingId);
        return switch (path.kind()) {
            case THING -> ThingNotAccessibleException.newBuilder(id).build();
            case POLICY_ID -> PolicyIdNotAccessibleException.newBuilder(id).build();
            case DEFINITION -> ThingDefinitionNotAccessibleException.newBuilder(id).build();
            case ATTRIBUTES -> AttributesNotAccessibleException.newBuilder(id).build();
            case ATTRIBUTE -> AttributeNotAccessibleException.newBuilder(id, path.inner()).build();
            case FEATURES -> FeaturesNotAccessibleException.newBuilder(id).build();
            case FEATURE -> FeatureNotAccessibleException.newBuilder(id, path.feature()).build();
            case FEATURE_DEFINITION -> FeatureDefinitionNotAccessibleException.newBuilder(id, path.feature()).build();
            case PROPERTIES -> FeaturePropertiesNotAccessibleException.newBuilder(id, path.feature()).build();
            case PROPERTY -> FeaturePropertyNotAccessibleException.newBuilder(id, path.feature(), path.inner()).build();
            case DESIRED_PROPERTIES -> FeatureDesiredPropertiesNotAccessibleException.newBuilder(id, path.feature()).build();
            case DESIRED_PROPERTY -> FeatureDesiredPropertyNotAccessibleException.newBuilder(id, path.feature(), path.inner()).build();
        };
    }

    /** 403: the caller may read it but not write. */
    static DittoRuntimeException notModifiable(ThingPath path, String thingId) {
        ThingId id = ThingId.of(thingId);
        return switch (path.kind()) {
            case THING -> ThingNotModifiableException.newBuilder(id).build();
            case POLICY_ID -> PolicyIdNotModifiableException.newBuilder(id).build();
            case DEFINITION -> ThingDefinitionNotModifiableException.newBuilder(id).build();
            case ATTRIBUTES -> AttributesNotModifiableException.newBuilder(id).build();
            case ATTRIBUTE -> AttributeNotModifiableException.newBuilder(id, path.inner()).build();
            case FEATURES -> FeaturesNotModifiableException.newBuilder(id).build();
            case FEATURE -> FeatureNotModifiableException.newBuilder(id, path.feature()).build();
            case FEATURE_DEFINITION -> FeatureDefinitionNotModifiableException.newBuilder(id, path.feature()).build();
            case PROPERTIES -> FeaturePropertiesNotModifiableException.newBuilder(id, path.feature()).build();
            case PROPERTY -> FeaturePropertyNotModifiableException.newBuilder(id, path.feature(), path.inner()).build();
            case DESIRED_PROPERTIES -> FeatureDesiredPropertiesNotModifiableException.newBuilder(id, path.feature()).build();
            case DESIRED_PROPERTY -> FeatureDesiredPropertyNotModifiableException.newBuilder(id, path.feature(), path.inner()).build();
        };
    }
}
