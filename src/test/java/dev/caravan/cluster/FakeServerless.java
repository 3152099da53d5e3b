package dev.caravan.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Redshift Serverless: namespaces and workgroups, in JSON 1.1. */
final class FakeServerless {
    private static final String NAMESPACE = "namespace";
    private static final String WORKGROUP = "workgroup";
    private static final String SNAPSHOT = "snapshot";
    private static final String NO_SUCH = "ResourceNotFoundException";
    private static final String CONFLICT = "ConflictException";
    private static final String NAMESPACE_ID = "1f2e3d4c-0000-4000-8000-000000000000";
    private static final int LOOKS = 2;

    private final Things things;

    FakeServerless(Things things) {
        this.things = things;
    }

    JsonNode answer(String action, JsonNode request) {
        return switch (action) {
            case "GetNamespace" -> namespace(request.path("namespaceName").asText());
            case "CreateNamespace" -> createNamespace(request);
            case "UpdateNamespace" -> updateNamespace(request);
            case "DeleteNamespace" -> deleteNamespace(request);
            case "GetWorkgroup" -> workgroup(request.path("workgroupName").asText());
            case "CreateWorkgroup" -> createWorkgroup(request);
            case "UpdateWorkgroup" -> updateWorkgroup(request);
            case "DeleteWorkgroup" -> deleteWorkgroup(request);
            case "ListTagsForResource" -> listTags(request.path("resourceArn").asText());
            case "ListSnapshots" -> snapshots(request.path("namespaceName").asText());
            case "TagResource" -> tag(request);
            default -> throw new IllegalArgumentException("Redshift Serverless does not know " + action);
        };
    }

    private ObjectNode namespace(String name) {
        things.find(NAMESPACE, name).ifPresent(Thing::look);
        Thing thing = things.need(NAMESPACE, name, NO_SUCH);
        ObjectNode namespace = object().put("namespaceName", name)
                .put("namespaceId", NAMESPACE_ID)
                .put("namespaceArn", arn(NAMESPACE, name))
                .put("status", thing.status())
                .put("adminPasswordSecretArn", FakeAws.SECRET);
        namespace.putArray("iamRoles").add("IamRole(applyStatus=in-sync, iamRoleArn=" + thing.field("role") + ")");
        return object().set(NAMESPACE, namespace);
    }

    private ObjectNode createNamespace(JsonNode request) {
        String name = request.path("namespaceName").asText();
        if (!request.path("manageAdminPassword").asBoolean() || request.has("adminUserPassword")) {
            throw new Refusal(400, "ValidationException", "This test wants a password that nobody sees");
        }
        things.make("CreateNamespace", NAMESPACE, name, CONFLICT, tags(request))
                .with("role", request.path("iamRoles").path(0).asText())
                .stands("AVAILABLE");
        return namespace(name);
    }

    private ObjectNode updateNamespace(JsonNode request) {
        String name = request.path("namespaceName").asText();
        Thing thing = things.ours("UpdateNamespace", NAMESPACE, name, NO_SUCH)
                .with("role", request.path("iamRoles").path(0).asText());
        thing.passes("MODIFYING", LOOKS, () -> thing.stands("AVAILABLE"));
        return namespace(name);
    }

    private ObjectNode deleteNamespace(JsonNode request) {
        String name = request.path("namespaceName").asText();
        Thing thing = things.ours("DeleteNamespace", NAMESPACE, name, NO_SUCH);
        if (thing.isPassing() || !things.all(WORKGROUP).isEmpty()) {
            throw new Refusal(400, CONFLICT, "There is an operation running on the namespace.");
        }
        if (request.has("finalSnapshotName")) {
            things.put(SNAPSHOT, request.path("finalSnapshotName").asText(), Map.of())
                    .with("namespace", name)
                    .stands("AVAILABLE");
        }
        thing.passes("DELETING", LOOKS, () -> things.remove(NAMESPACE, name));
        return object();
    }

    private ObjectNode workgroup(String name) {
        things.find(WORKGROUP, name).ifPresent(Thing::look);
        Thing thing = things.need(WORKGROUP, name, NO_SUCH);
        ObjectNode workgroup = object().put("workgroupName", name)
                .put("workgroupArn", arn(WORKGROUP, name))
                .put("status", thing.status())
                .put("baseCapacity", Integer.parseInt(thing.field("capacity")))
                .put("publiclyAccessible", Boolean.parseBoolean(thing.field("public")));
        workgroup.putArray("securityGroupIds").add(thing.field("group"));
        workgroup
                .putArray("configParameters")
                .addObject()
                .put("parameterKey", "require_ssl")
                .put("parameterValue", thing.field("ssl"));
        workgroup
                .putObject("endpoint")
                .put("address", name + ".example.us-east-1.redshift-serverless.amazonaws.com")
                .put("port", 5439);
        return object().set(WORKGROUP, workgroup);
    }

    private ObjectNode createWorkgroup(JsonNode request) {
        String name = request.path("workgroupName").asText();
        things.need(NAMESPACE, request.path("namespaceName").asText(), NO_SUCH);
        Thing thing = things.make("CreateWorkgroup", WORKGROUP, name, CONFLICT, tags(request))
                .with("capacity", request.path("baseCapacity").asText())
                .with("public", request.path("publiclyAccessible").asText())
                .with("group", request.path("securityGroupIds").path(0).asText())
                .with(
                        "ssl",
                        request.path("configParameters")
                                .path(0)
                                .path("parameterValue")
                                .asText());
        thing.passes("CREATING", LOOKS, () -> thing.stands("AVAILABLE"));
        return object();
    }

    private ObjectNode updateWorkgroup(JsonNode request) {
        String name = request.path("workgroupName").asText();
        Thing thing = things.ours("UpdateWorkgroup", WORKGROUP, name, NO_SUCH);
        if (thing.isPassing()) {
            throw new Refusal(400, CONFLICT, "There is an operation running on the workgroup.");
        }
        if (request.has("baseCapacity")) {
            thing.with("capacity", request.path("baseCapacity").asText());
        }
        if (request.has("publiclyAccessible")) {
            thing.with("public", request.path("publiclyAccessible").asText());
        }
        thing.passes("MODIFYING", LOOKS, () -> thing.stands("AVAILABLE"));
        return object();
    }

    private ObjectNode deleteWorkgroup(JsonNode request) {
        String name = request.path("workgroupName").asText();
        Thing thing = things.ours("DeleteWorkgroup", WORKGROUP, name, NO_SUCH);
        if (thing.isPassing()) {
            throw new Refusal(400, CONFLICT, "There is an operation running on the workgroup.");
        }
        thing.passes("DELETING", LOOKS, () -> things.remove(WORKGROUP, name));
        return object();
    }

    private ObjectNode listTags(String arn) {
        ObjectNode answer = object();
        ArrayNode tags = answer.putArray("tags");
        byArn(arn).tags.forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        return answer;
    }

    private ObjectNode snapshots(String namespace) {
        ObjectNode answer = object();
        ArrayNode snapshots = answer.putArray("snapshots");
        things.all(SNAPSHOT).forEach((name, thing) -> {
            if (thing.field("namespace").equals(namespace)) {
                snapshots
                        .addObject()
                        .put("snapshotName", name)
                        .put("snapshotArn", arn(SNAPSHOT, name))
                        .put("namespaceName", namespace)
                        .put("namespaceArn", arn(NAMESPACE, NAMESPACE_ID));
            }
        });
        return answer;
    }

    private ObjectNode tag(JsonNode request) {
        byArn(request.path("resourceArn").asText()).tags.putAll(tags(request));
        return object();
    }

    private Thing byArn(String arn) {
        String[] parts = arn.substring(arn.lastIndexOf(':') + 1).split("/");
        return things.need(parts[0], parts[1], NO_SUCH);
    }

    private static String arn(String kind, String name) {
        return "arn:aws:redshift-serverless:us-east-1:" + FakeAws.ACCOUNT + ":" + kind + "/" + name;
    }

    private static Map<String, String> tags(JsonNode request) {
        Map<String, String> tags = new TreeMap<>();
        request.path("tags")
                .forEach(tag ->
                        tags.put(tag.path("key").asText(), tag.path("value").asText()));
        return tags;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
