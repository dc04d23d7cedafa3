package io.gemello.twin.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.SiteFile;
import io.gemello.api.catalogue.SiteReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sites that Gemello ships go out as DTDL, and each of their things fits the interface of its twin. */
class ShippedSitesTest {
    @ParameterizedTest
    @ValueSource(strings = {"first", "datahall", "pumpstation"})
    void everyThingFitsTheInterfaceOfItsTwin(String name) throws Exception {
        Catalogue site = ServiceLoader.load(SiteReader.class).findFirst().orElseThrow().read(Path.of("../../runtime-config/sites", name).toAbsolutePath().normalize()).orElseThrow();
        List<JsonNode> things = CatalogueThings.of(site);
        DtdlExport export = new DtdlExport(SiteFacts.of(site), site.site().namespace(), 1);
        things.forEach(export::see);
        Map<String, SiteFile> files = new TreeMap<>();
        for (ObjectNode one : export.interfaces()) {
            files.put(one.get("@id").textValue() + ".json", new SiteFile(ModelJson.JSON.writeValueAsBytes(one)));
        }
        ModelLibrary library = ModelLibrary.read(files);
        assertEquals(List.of(), Models.faults(library));
        List<Finding> misfits = new ArrayList<>();
        int relations = 0;
        for (JsonNode thing : things) {
            Model model = library.byId(export.twin(thing).path("$metadata").path("$model").asText());
            assertNotNull(model, thing.path("thingId").asText());
            new ThingCheck(library, thing, model, SiteFacts.of(site), found -> {
                if (found.weight() == Finding.Weight.MISFIT) {
                    misfits.add(found);
                }
            }, lead -> { }).run();
            relations += export.relationships(thing, "$sourceId").size();
        }
        assertEquals(List.of(), misfits);
        assertEquals(Set.of(), export.leftOut());
        assertTrue(relations >= things.size() - 1, "all but the outermost lie in something: " + relations);
    }
}
