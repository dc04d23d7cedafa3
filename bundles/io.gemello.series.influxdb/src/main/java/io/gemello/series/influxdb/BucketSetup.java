package io.gemello.series.influxdb;

import com.influxdb.client.OrganizationsQuery;
import com.influxdb.client.domain.Bucket;
import com.influxdb.client.domain.BucketRetentionRules;
import com.influxdb.client.domain.DBRPCreate;
import com.influxdb.client.domain.DBRPs;
import com.influxdb.client.domain.Organization;
import com.influxdb.client.service.DbrPsService;
import com.influxdb.exceptions.InfluxException;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Response;

/** Makes bucket and retention where they are missing; what is there is left as it is. */
final class BucketSetup {
    private static final Logger LOG = LoggerFactory.getLogger(BucketSetup.class);
    private static final int SECONDS_PER_DAY = 86_400;

    private final Target target;
    private final InfluxServer server;

    BucketSetup(Target target, InfluxServer server) {
        this.target = target;
        this.server = server;
    }

    /** @param version of the server. InfluxDB 3 makes a database at the first write, and one whose version is hidden is taken as it is */
    void prepare(String version) throws IOException, Unanswered {
        try {
            if (version.startsWith("1.")) {
                database();
            } else if (version.startsWith("2.")) {
                bucket();
            }
        } catch (InfluxException problem) {
            throw new Unanswered(Refusal.of(problem));
        }
    }

    private void database() throws IOException {
        String database = quoted(target.database());
        String policy = target.policy();
        if (!names("SHOW DATABASES").contains(target.database())) {
            server.ask("CREATE DATABASE " + database + (policy == null && target.retentionDays() > 0 ? " WITH DURATION " + duration() : ""));
            LOG.info("made the database {} at {}", target.database(), target.url());
        }
        if (policy != null && !names("SHOW RETENTION POLICIES ON " + database).contains(policy)) {
            server.ask("CREATE RETENTION POLICY " + quoted(policy) + " ON " + database + " DURATION " + duration() + " REPLICATION 1");
            LOG.info("made the retention policy {} of {} at {}", policy, target.database(), target.url());
        }
    }

    private List<String> names(String statement) throws IOException {
        return server.ask(statement).stream().map(row -> row.text("name")).toList();
    }

    private String duration() {
        return target.retentionDays() == 0 ? "INF" : target.retentionDays() + "d";
    }

    private static String quoted(String name) {
        return InfluxQl.identifier(name);
    }

    private void bucket() throws IOException, Unanswered {
        Bucket bucket = server.client().getBucketsApi().findBucketByName(target.bucket());
        if (bucket == null) {
            BucketRetentionRules retention = new BucketRetentionRules().everySeconds(target.retentionDays() * SECONDS_PER_DAY);
            bucket = server.client().getBucketsApi().createBucket(target.bucket(), retention, organization());
            LOG.info("made the bucket {} at {}", target.bucket(), target.url());
        }
        map(bucket);
    }

    private String organization() throws Unanswered {
        OrganizationsQuery query = new OrganizationsQuery();
        query.setOrg(target.org());
        List<Organization> found = server.client().getOrganizationsApi().findOrganizations(query);
        if (found.isEmpty()) {
            throw new Unanswered(new Refusal(Refusal.Kind.FORBIDDEN, "there is no organization '" + target.org() + "', or the token may not see it", -1, List.of(), null));
        }
        return found.get(0).getId();
    }

    /** InfluxQL finds a bucket by its mapping to database and retention policy; versions before 2.1 do not make it by themselves. */
    private void map(Bucket bucket) throws IOException {
        DbrPsService mappings = server.client().getService(DbrPsService.class);
        Response<DBRPs> known = mappings.getDBRPs(null, bucket.getOrgID(), null, null, bucket.getId(), null, null, null).execute();
        if (known.isSuccessful() && known.body() != null && (known.body().getContent() == null || known.body().getContent().isEmpty())) {
            DBRPCreate mapping = new DBRPCreate().orgID(bucket.getOrgID()).bucketID(bucket.getId()).database(target.database())
                .retentionPolicy(target.policy() == null ? "autogen" : target.policy())._default(true);
            if (!mappings.postDBRP(mapping, null).execute().isSuccessful()) {
                LOG.warn("the token may not map the bucket {} for InfluxQL: readings are written, but reads from it will fail until somebody does: influx v1 dbrp create", target.bucket());
            }
        }
    }
}
