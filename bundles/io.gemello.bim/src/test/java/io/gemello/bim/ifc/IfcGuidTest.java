package io.gemello.bim.ifc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfcGuidTest {
    /** The first row is a published vector; the second differs from it by the element alone. */
    @ParameterizedTest
    @CsvSource({"60f91daf-3dd7-4283-a86d-24137b73f3da-0001fd0b, 60f91daf-3dd7-4283-a86d-24137b720ed1, 1W_HslFTT2WwXj91DxSWxH, 130315",
        "60f91daf-3dd7-4283-a86d-24137b73f3da-0001fd1f, 60f91daf-3dd7-4283-a86d-24137b720ec5, 1W_HslFTT2WwXj91DxSWx5, 130335"})
    void revitsIdsAndGlobalIdsConvertBothWays(String uniqueId, String exportId, String globalId, String tag) {
        assertEquals(Optional.of(globalId), IfcGuid.ofRevit(uniqueId));
        assertEquals(UUID.fromString(exportId), IfcGuid.uuid(globalId));
        assertEquals(globalId, IfcGuid.of(UUID.fromString(exportId)));
        assertEquals(Optional.of(uniqueId), IfcGuid.revit(globalId, tag));
    }

    @Test
    void everyUuidSurvivesTheWayThereAndBack() {
        Random random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            assertEquals(uuid, IfcGuid.uuid(IfcGuid.of(uuid)));
        }
        assertEquals("0000000000000000000000", IfcGuid.of(new UUID(0, 0)));
        assertEquals("3$$$$$$$$$$$$$$$$$$$$$", IfcGuid.of(new UUID(-1, -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1W_HslFTT2WwXj91DxSWx", "1W_HslFTT2WwXj91DxSWxHH", "4W_HslFTT2WwXj91DxSWxH", "1W-HslFTT2WwXj91DxSWxH", "1W_HslFTT2WwXj91DxSWx "})
    void whatIsNoGlobalIdIsRefused(String text) {
        assertFalse(IfcGuid.isValid(text));
        assertThrows(IllegalArgumentException.class, () -> IfcGuid.uuid(text));
    }

    @Test
    void idsThatTheRuleDoesNotFitAreNotGuessed() {
        assertEquals(Optional.empty(), IfcGuid.ofRevit("60f91daf-3dd7-4283-a86d-24137b73f3da-10001fd0b"));
        assertEquals(Optional.empty(), IfcGuid.ofRevit("no id"));
        assertEquals(Optional.empty(), IfcGuid.revit("1W_HslFTT2WwXj91DxSWxH", "A-12"));
        assertEquals(Optional.empty(), IfcGuid.revit("1W_HslFTT2WwXj91DxSWxH", "9999999999"));
        assertEquals(Optional.empty(), IfcGuid.revit("1W_HslFTT2WwXj91DxSWxH", null));
    }
}
