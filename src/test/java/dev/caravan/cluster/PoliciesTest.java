package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents as AWS gets them, whole: a right more or less is seen here. */
class PoliciesTest {
    private static final Account ACCOUNT = new Account("123456789012", "aws", "eu-central-1");

    @TempDir
    Path root;

    @Test
    void onlyThisClusterOfThisAccountTakesTheRole() {
        assertThat(policies("cluster.kind=provisioned").trust().toString())
                .isEqualTo(
                        """
                        {"Version":"2012-10-17","Statement":[{"Sid":"OnlyThisWarehouse","Effect":"Allow",\
                        "Principal":{"Service":["redshift.amazonaws.com"]},"Action":"sts:AssumeRole",\
                        "Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"},\
                        "ArnLike":{"aws:SourceArn":"arn:aws:redshift:eu-central-1:123456789012:cluster:caravan-night"}}}]}""");
    }

    @Test
    void onlyWorkgroupsOfThisAccountTakeTheRole() {
        assertThat(policies("cluster.kind=serverless").trust().toString())
                .isEqualTo(
                        """
                        {"Version":"2012-10-17","Statement":[{"Sid":"OnlyThisWarehouse","Effect":"Allow",\
                        "Principal":{"Service":["redshift.amazonaws.com","redshift-serverless.amazonaws.com"]},\
                        "Action":"sts:AssumeRole",\
                        "Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"},\
                        "ArnLike":{"aws:SourceArn":"arn:aws:redshift-serverless:eu-central-1:123456789012:workgroup/*"}}}]}""");
    }

    @Test
    void theRoleReadsBelowThePrefixAndNothingElse() {
        assertThat(permissions("landing.uri=s3://crypto-landing/night"))
                .isEqualTo(
                        """
                        {"Version":"2012-10-17","Statement":[\
                        {"Sid":"ReadLanding","Effect":"Allow","Action":"s3:GetObject",\
                        "Resource":"arn:aws:s3:::crypto-landing/night/*"},\
                        {"Sid":"ListLanding","Effect":"Allow","Action":"s3:ListBucket",\
                        "Resource":"arn:aws:s3:::crypto-landing",\
                        "Condition":{"StringLike":{"s3:prefix":"night/*"}}},\
                        {"Sid":"FindBucket","Effect":"Allow","Action":"s3:GetBucketLocation",\
                        "Resource":"arn:aws:s3:::crypto-landing"}]}""");
    }

    @Test
    void aStarInThePrefixIsAStarAndNotAnything() {
        assertThat(permissions("landing.uri=s3://crypto-landing/a*/"))
                .contains("arn:aws:s3:::crypto-landing/a${*}/*\"")
                .contains("\"s3:prefix\":\"a${*}/*\"");
    }

    @Test
    void aKeyOfTheBucketIsDecryptedWith() {
        assertThat(permissions("landing.s3.kms-key-id=1234abcd-12ab-34cd-56ef-1234567890ab"))
                .endsWith(
                        """
                        {"Sid":"DecryptLanding","Effect":"Allow","Action":"kms:Decrypt",\
                        "Resource":"arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}""");
    }

    @Test
    void documentsAreComparedByWhatTheySay() {
        Policies policies = policies();

        assertThat(Policies.same(policies.trust(), Policies.pretty(policies.trust())))
                .isTrue();
        assertThat(Policies.same(policies.trust(), policies.trust().toString().replace("9012", "9013")))
                .isFalse();
        assertThat(Policies.same(policies.trust(), "{")).isFalse();
    }

    @Test
    void anAccountDoesNotShowItsNumber() {
        assertThat(ACCOUNT).hasToString("account in eu-central-1");
    }

    private String permissions(String setting) {
        Bucket bucket = settings(setting).bucket().orElseThrow();
        return policies(setting).permissions(bucket).toString();
    }

    private Policies policies(String... settings) {
        return new Policies(settings(settings), ACCOUNT);
    }

    private ClusterSettings settings(String... settings) {
        return ClusterSettings.toStart(new Operator(root, settings).environment());
    }
}
