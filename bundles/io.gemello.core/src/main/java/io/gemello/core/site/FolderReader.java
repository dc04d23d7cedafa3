package io.gemello.core.site;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.SiteReader;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A site as its folder has it now, for the commands of other bundles. */
public final class FolderReader implements SiteReader {
    @Override
    public Optional<Catalogue> read(Path folder) throws IOException {
        SiteDraft draft = new SiteFiles(new UnitBook()).read(folder, folder);
        if (draft.site() == null) {
            return Optional.empty();
        }
        Map<String, Point> points = new LinkedHashMap<>();
        draft.points().forEach((id, spec) -> points.put(id, new Point(points.size(), id, spec.asset(), spec.feature(), spec.quantity(), spec.unit().code(), false)));
        return Optional.of(new SiteCatalogue(draft.site(), draft.assets(), points, draft.points(), 0));
    }
}
