package io.gemello.series.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SqlDeskTest {
    @TempDir
    static Path folder;
    private static OpenSeries series;

    @BeforeAll
    static void open() throws Exception {
        Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");
        series = new OpenSeries(new SeriesFile(folder.resolve("series/series.duckdb"), new SeriesFile.Limits(64, 2, folder.resolve("tmp"), 100)),
            new OpenSeries.Limits(2, 20, new SqlDesk.Limits(50, 2, 10_000)), new Keeping(0, 0, Map.of()));
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (int point = 0; point < 2; point++) {
                readings.add(new Reading(DuckSeriesTest.point(point, "p" + point), DuckSeriesTest.T0 + i * 10_000_000_000L, i + point, 0));
            }
        }
        series.write(readings.subList(0, 100), 1, "hall");
        boolean more = true;
        while (more) {
            more = series.upkeep(Tier.LATEST);
        }
        series.write(readings.subList(100, 200), 2, "hall");
    }

    @AfterAll
    static void close() throws Exception {
        series.close();
    }

    @Test
    void aQuestionIsAnswered() throws Exception {
        SqlAnswer answer = series.ask("-- a comment\nSELECT point, count(*) AS n, max(value) FROM series WHERE ns >= epoch_ns(TIMESTAMP '2023-01-01') GROUP BY point ORDER BY point DESC;", 100);
        assertEquals(List.of("point", "n", "max(\"value\")"), answer.columns());
        assertEquals(List.of("VARCHAR", "BIGINT", "DOUBLE"), answer.types());
        assertEquals(List.of(List.of("p1", 100L, 100.0), List.of("p0", 100L, 99.0)), answer.rows());
        assertFalse(answer.more());
        assertEquals(List.of(List.of("2023-11-14T22:13:20.0Z")), series.ask("SELECT min(time) FROM series WHERE point = 'p1'", 1).rows());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "WITH m AS (SELECT * FROM series_minute), h(x) AS (SELECT 1) SELECT * FROM m JOIN h ON true ORDER BY ns DESC LIMIT 3",
        "SELECT asset, time_bucket(INTERVAL '15 minutes', time) AS t, sum(sum) / sum(count) AS mean FROM series_minute WHERE measurement = 'temperature' AND ns >= epoch_ns(now()) - 86400000000000 GROUP BY ALL ORDER BY ALL",
        "FROM series LIMIT 1", "DESCRIBE series", "SELECT * FROM range(3)", "SELECT * FROM (VALUES (1), (2)) t(a) UNION ALL SELECT 3", "SUMMARIZE series_hour",
        "SELECT value, lag(value) OVER (PARTITION BY point ORDER BY time) FROM series QUALIFY value > 3", "SELECT DISTINCT ON (point) * FROM series ORDER BY point, time DESC",
        "SELECT time_bucket(INTERVAL '1 minute', time) AS t, avg(value) FROM series GROUP BY ALL ORDER BY t", "SELECT CAST(value AS DECIMAL(10, 2)), CASE WHEN value > 1 THEN 'a' END FROM series",
        "WITH RECURSIVE r AS (SELECT 1 a UNION ALL SELECT a + 1 FROM r WHERE a < 5) SELECT * FROM r", "SELECT list_transform([1, 2], lambda x: x + 1), unnest([1, 2])",
        "SELECT (SELECT max(value) FROM series), EXISTS (SELECT 1 FROM point)", "SELECT * FROM series TABLESAMPLE 10%", "SELECT quantile_cont(value, 0.9) FILTER (quality = 0) FROM series"})
    void whatAnalystsWriteIsAnswered(String sql) throws Exception {
        series.ask(sql, 50);
    }

    /** Each would read or write what it should not, change the store, or learn of the machine. */
    @ParameterizedTest
    @ValueSource(strings = {
        "INSERT INTO reading VALUES (1, 1, 1, 1)", "DELETE FROM reading", "UPDATE gemello SET position = 0", "DROP TABLE reading", "CREATE TABLE x AS SELECT 1", "ALTER TABLE reading ADD COLUMN x INT",
        "WITH t AS (INSERT INTO reading VALUES (1, 1, 1, 1) RETURNING *) SELECT * FROM t", "WITH t AS (DELETE FROM reading RETURNING *) SELECT * FROM t",
        "SELECT 1; DROP TABLE reading", "SELECT 1) ; DROP TABLE reading; SELECT (1", "SELECT 1 /* ; */ ; DELETE FROM reading --",
        "COPY (SELECT 1) TO '$f/raw/x.parquet'", "COPY series TO 'x.csv'", "EXPORT DATABASE 'x'", "IMPORT DATABASE 'x'", "ATTACH '$f/x.db' AS x", "DETACH series", "USE memory",
        "INSTALL httpfs", "LOAD httpfs", "PRAGMA database_list", "PRAGMA table_info('reading')", "CALL pragma_version()", "CALL force_checkpoint()", "CHECKPOINT", "VACUUM",
        "SET memory_limit = '10GB'", "RESET threads", "SET VARIABLE x = 1", "SET GLOBAL enable_external_access = true", "BEGIN", "COMMIT", "ROLLBACK", "PREPARE a AS SELECT 1", "EXECUTE a", "EXPLAIN ANALYZE SELECT 1",
        "SELECT * FROM '$f/../secret.csv'", "SELECT * FROM read_csv('$f/../secret.csv')", "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM read_blob('/etc/passwd')", "SELECT * FROM glob('/*')",
        "SELECT * FROM sniff_csv('/etc/passwd')", "SELECT * FROM read_parquet('$f/raw/*.parquet')", "SELECT * FROM parquet_metadata('$f/raw/*.parquet')", "SELECT * FROM '$f/raw/2023-11-14.1.parquet'",
        "SELECT * FROM 'https://example.org/x.csv'", "SELECT * FROM \"/etc/passwd\"", "WITH \"/etc/passwd\" AS (SELECT 1) SELECT * FROM \"/etc/passwd\"",
        "SELECT * FROM query('DROP TABLE reading')", "SELECT * FROM query_table('reading')", "SELECT * FROM duckdb_settings()", "SELECT * FROM duckdb_secrets()", "SELECT * FROM duckdb_logs", "FROM pragma_database_size()",
        "SELECT * FROM checkpoint()", "SELECT * FROM force_checkpoint()", "SELECT * FROM enable_logging()", "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
        "SELECT * FROM information_schema.tables", "SELECT * FROM sqlite_master", "SELECT * FROM pg_catalog.pg_tables", "SELECT * FROM main.reading", "SELECT * FROM reading", "SELECT * FROM gemello", "SHOW TABLES", "SHOW ALL TABLES", "SHOW DATABASES",
        "SELECT current_setting('temp_directory')", "SELECT getenv('HOME')", "SELECT write_log('x')", "SELECT sleep_ms(100000)", "SELECT nextval('x')", "SELECT getvariable('x')", "SELECT setseed(0.5)",
        "SELECT sum(sleep_ms(1000)) FROM series", "SELECT * FROM (SELECT * FROM (DESCRIBE (SELECT * FROM read_text('/etc/passwd'))))", "SELECT 1 WHERE EXISTS (FROM read_csv('/etc/passwd'))",
        "SELECT [x FOR x IN (SELECT list(content) FROM read_text('/etc/passwd'))]", "PIVOT reading ON nr USING sum(value)", "SELECT", "hello", "SELECT nothing FROM series", "SELECT * FROM nowhere"})
    void whatIsNotAQuestionOverTheViewsIsRefused(String sql) {
        String before = rows();
        SqlGuard.Refused refused = assertThrows(SqlGuard.Refused.class, () -> series.ask(sql.replace("$f", folder.resolve("series").toString()), 50));
        assertFalse(refused.getMessage().isBlank());
        assertEquals(before, rows());
    }

    /** The two walls behind the guard, for the day on which somebody finds a way around it. */
    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM reading", "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM '$f/../secret.csv'", "COPY (SELECT 1) TO '$f/../x.csv'", "ATTACH '$f/../x.db' AS x", "INSTALL httpfs", "LOAD httpfs",
        "SET enable_external_access = true", "RESET enable_external_access", "SET allowed_directories = ['/']", "SET lock_configuration = false", "SELECT * FROM 'http://127.0.0.1:1/x.csv'"})
    void evenUnguardedItCouldNeitherWriteNorReachAnything(String sql) throws Exception {
        try (Connection connection = series.another(); Statement statement = connection.createStatement()) {
            statement.execute("BEGIN TRANSACTION READ ONLY");
            assertThrows(SQLException.class, () -> statement.execute(sql.replace("$f", folder.resolve("series").toString())));
        }
    }

    @Test
    void rowsAreLimitedAndItSaysSo() throws Exception {
        assertEquals(50, series.ask("FROM series", 1000).rows().size());
        SqlAnswer three = series.ask("SELECT value FROM series WHERE point = 'p0' ORDER BY value DESC", 3);
        assertEquals(List.of(List.of(99.0), List.of(98.0), List.of(97.0)), three.rows());
        assertTrue(three.more());
    }

    @Test
    void timeMemoryAndSizeAreLimitedAndTheStoreGoesOn() throws Exception {
        String slow = refused("SELECT count(*) FROM range(100000000000) a(x) WHERE x % 3 = 1");
        assertTrue(slow.contains("too long"), slow);
        String memory = refused("SELECT len(list(x)) FROM range(50000000) a(x)");
        assertTrue(memory.toLowerCase(Locale.ROOT).contains("memory"), memory);
        assertTrue(refused("SELECT repeat('x', 20000)").contains("larger than 10000 bytes"));
        Point point = DuckSeriesTest.point(0, "p0");
        assertEquals(100, series.range(point, 0, Long.MAX_VALUE, 1000).readings().size());
        series.write(List.of(new Reading(point, 1, 1, 0)), 3, "hall");
    }

    private static String refused(String sql) {
        return assertThrows(SqlGuard.Refused.class, () -> series.ask(sql, 50)).getMessage();
    }

    private static String rows() {
        try {
            return series.ask("SELECT (SELECT count(*) FROM series), (SELECT count(*) FROM point), (SELECT sum(sum) FROM series_minute)", 1).rows().toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
