package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.http.HttpProblem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ByteRoomTest {
    @Test
    void theLimitItselfFitsAndOneByteMoreDoesNot() {
        ByteRoom room = new ByteRoom(10, null).expect(10);
        room.add(new byte[20], 10);
        assertEquals(10, room.take().length);
        assertEquals(413, status(() -> room.add(new byte[1], 1)));
        assertEquals(413, status(() -> new ByteRoom(10, null).expect(11)));
    }

    @Test
    void gzipIsReadAndAnEmptyBodyStaysEmpty() {
        byte[] plain = new byte[5000];
        Arrays.fill(plain, (byte) 'x');
        assertArrayEquals(plain, filled(5000, Compression.gzip(plain)).take());
        assertEquals(0, new ByteRoom(10, "gzip").take().length);
    }

    @Test
    void aBombIsRefusedByItsPlainSize() {
        byte[] bomb = Compression.gzip(new byte[10_000_000]);
        assertTrue(bomb.length < 20_000, "the bomb is small: " + bomb.length);
        assertEquals(413, status(() -> filled(20_000, bomb).take()));
    }

    @Test
    void brokenGzipAndForeignEncodingsAreTold() {
        assertEquals(400, status(() -> filled(100, "hello".getBytes(StandardCharsets.UTF_8)).take()));
        byte[] torn = Compression.gzip(new byte[5000]);
        assertEquals(400, status(() -> filled(5000, Arrays.copyOf(torn, torn.length - 3)).take()));
        assertEquals(415, status(() -> new ByteRoom(10, "br")));
        assertEquals(415, status(() -> new ByteRoom(10, "gzip, gzip")));
    }

    private static ByteRoom filled(long limit, byte[] bytes) {
        ByteRoom room = new ByteRoom(limit, "gzip");
        room.add(bytes, bytes.length);
        return room;
    }

    private static int status(Executable work) {
        return assertThrows(HttpProblem.class, work).status();
    }
}
