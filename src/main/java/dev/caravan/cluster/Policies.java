package dev.caravan.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The two documents of the role: who may take it, and what it may do then.
 *
 * <p>Sources: IAM user guide, "IAM JSON policy elements"; Redshift management guide, "Cross-service confused deputy
 * prevention"; Redshift database guide, "COPY", whose permissions on S3 these are.
 */
final class Policies {
    private static final String VERSION = "2012-10-17";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClusterSettings settings;
    private final Account account;

    Policies(ClusterSettings settings, Account account) {
        this.settings = settings;
        this.account = account;
    }

    /** Only Redshift, only for this cluster of this account: another account's cluster cannot borrow the role. */
    ObjectNode trust() {
        ObjectNode statement = statement("OnlyThisWarehouse");
        ArrayNode services = statement.putObject("Principal").putArray("Service");
        services.add("redshift.amazonaws.com");
        if (settings.isServerless()) {
            services.add("redshift-serverless.amazonaws.com");
        }
        statement.put("Action", "sts:AssumeRole");
        ObjectNode condition = statement.putObject("Condition");
        condition.putObject("StringEquals").put("aws:SourceAccount", account.id());
        condition.putObject("ArnLike").put("aws:SourceArn", sourceArn());
        return document(List.of(statement));
    }

    /** A workgroup's ARN ends in an id that AWS draws when it is made, so a role that is there before it cannot name it. */
    private String sourceArn() {
        return settings.isServerless()
                ? account.arn("redshift-serverless", "workgroup/*")
                : account.arn("redshift", "cluster:" + settings.name());
    }

    /** Reads below the landing's prefix; lists there; sees in which region the bucket is. Writes nothing. */
    ObjectNode permissions(Bucket landing) {
        String bucket = "arn:" + account.partition() + ":s3:::" + landing.name();
        String prefix = literal(landing.prefix());
        ObjectNode read = statement("ReadLanding");
        read.put("Action", "s3:GetObject");
        read.put("Resource", bucket + "/" + prefix + "*");
        ObjectNode list = statement("ListLanding");
        list.put("Action", "s3:ListBucket");
        list.put("Resource", bucket);
        if (!prefix.isEmpty()) {
            list.putObject("Condition").putObject("StringLike").put("s3:prefix", prefix + "*");
        }
        ObjectNode find = statement("FindBucket");
        find.put("Action", "s3:GetBucketLocation");
        find.put("Resource", bucket);
        return document(settings.kmsKeyId()
                .map(key -> List.of(read, list, find, decrypt(key)))
                .orElse(List.of(read, list, find)));
    }

    private ObjectNode decrypt(String key) {
        ObjectNode decrypt = statement("DecryptLanding");
        decrypt.put("Action", "kms:Decrypt");
        decrypt.put("Resource", key.startsWith("arn:") ? key : account.arn("kms", "key/" + key));
        return decrypt;
    }

    /** As IAM writes characters that it would else expand: IAM user guide, "Policy variables", "Special characters". */
    private static String literal(String text) {
        return text.replace("*", "${*}");
    }

    private static ObjectNode statement(String id) {
        return JsonNodeFactory.instance.objectNode().put("Sid", id).put("Effect", "Allow");
    }

    private static ObjectNode document(List<ObjectNode> statements) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", VERSION);
        document.putArray("Statement").addAll(statements);
        return document;
    }

    static String pretty(JsonNode document) {
        return document.toPrettyString();
    }

    /** Whether a document that AWS holds says what ours says; order and spaces aside. */
    static boolean same(JsonNode wished, String held) {
        try {
            return wished.equals(JSON.readTree(held));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
