package dev.caravan.cluster;

import java.util.Map;

/** Redshift's clusters of nodes, with the groups that they need, in the query protocol. */
final class FakeRedshift {
    static final String CREATED = "2026-11-24T06:07:08Z";
    private static final String CLUSTER = "cluster";
    private static final String SUBNETS = "subnet-group";
    private static final String PARAMETERS = "parameter-group";
    private static final String SNAPSHOT = "snapshot";
    private static final String NO_CLUSTER = "ClusterNotFound";
    private static final String NO_SUBNETS = "ClusterSubnetGroupNotFoundFault";
    private static final String NO_PARAMETERS = "ClusterParameterGroupNotFound";
    private static final int LOOKS = 2;

    private final Things things;
    // IAM's roles are known here a little later
    private boolean knowsRoles;

    FakeRedshift(Things things) {
        this.things = things;
    }

    String answer(Request request) {
        return switch (request.action()) {
            case "DescribeClusterSubnetGroups" -> subnetGroup(request.text("ClusterSubnetGroupName"));
            case "CreateClusterSubnetGroup" -> createSubnetGroup(request);
            case "DeleteClusterSubnetGroup" ->
                deleteGroup(
                        request, SUBNETS, "ClusterSubnetGroupName", NO_SUBNETS, "InvalidClusterSubnetGroupStateFault");
            case "DescribeClusterParameterGroups" -> parameterGroup(request.text("ParameterGroupName"));
            case "CreateClusterParameterGroup" -> createParameterGroup(request);
            case "DescribeClusterParameters" -> parameters(request.text("ParameterGroupName"));
            case "ModifyClusterParameterGroup" -> modifyParameters(request);
            case "DeleteClusterParameterGroup" ->
                deleteGroup(
                        request, PARAMETERS, "ParameterGroupName", NO_PARAMETERS, "InvalidClusterParameterGroupState");
            case "DescribeClusters" -> clusters(request.text("ClusterIdentifier"));
            case "CreateCluster" -> createCluster(request);
            case "ModifyClusterIamRoles" -> modify(request, "role", "AddIamRoles.IamRoleArn.1");
            case "ModifyCluster" -> modifyCluster(request);
            case "PauseCluster" -> pass(request, "available", "pausing", "paused");
            case "ResumeCluster" -> pass(request, "paused", "resuming", "available");
            case "DeleteCluster" -> deleteCluster(request);
            case "DescribeClusterSnapshots" -> snapshots(request.text("ClusterIdentifier"));
            case "CreateTags" -> createTags(request);
            default -> throw new IllegalArgumentException("Redshift does not know " + request.action());
        };
    }

    private String subnetGroup(String name) {
        Thing group = things.need(SUBNETS, name, NO_SUBNETS);
        StringBuilder subnets = new StringBuilder();
        for (String id : group.field("subnets").split(",")) {
            subnets.append("<Subnet><SubnetIdentifier>" + id + "</SubnetIdentifier></Subnet>");
        }
        return "<ClusterSubnetGroups><ClusterSubnetGroup><ClusterSubnetGroupName>" + name
                + "</ClusterSubnetGroupName><Subnets>" + subnets + "</Subnets><Tags>" + Things.xmlTags(group, "Tag")
                + "</Tags></ClusterSubnetGroup></ClusterSubnetGroups>";
    }

    private String createSubnetGroup(Request request) {
        things.make(
                        request.action(),
                        SUBNETS,
                        request.text("ClusterSubnetGroupName"),
                        "ClusterSubnetGroupAlreadyExists",
                        request.tags())
                .with("subnets", String.join(",", request.list("SubnetIds.SubnetIdentifier")));
        return "";
    }

    private String deleteGroup(Request request, String kind, String key, String absent, String inUse) {
        String name = request.text(key);
        things.ours(request.action(), kind, name, absent);
        if (things.all(CLUSTER).values().stream()
                .anyMatch(cluster -> cluster.field(kind).equals(name))) {
            throw new Refusal(400, inUse, name + " is in use");
        }
        things.remove(kind, name);
        return "";
    }

    private String parameterGroup(String name) {
        Thing group = things.need(PARAMETERS, name, NO_PARAMETERS);
        return "<ParameterGroups><ClusterParameterGroup><ParameterGroupName>" + name + "</ParameterGroupName><Tags>"
                + Things.xmlTags(group, "Tag") + "</Tags></ClusterParameterGroup></ParameterGroups>";
    }

    private String createParameterGroup(Request request) {
        things.make(
                        request.action(),
                        PARAMETERS,
                        request.text("ParameterGroupName"),
                        "ClusterParameterGroupAlreadyExists",
                        request.tags())
                .with("require_ssl", "false")
                .with("wlm_json_configuration", "[{\"auto_wlm\":true}]");
        return "";
    }

    private String parameters(String name) {
        Thing group = things.need(PARAMETERS, name, NO_PARAMETERS);
        return "<Parameters><Parameter><ParameterName>statement_timeout</ParameterName><ParameterValue>0"
                + "</ParameterValue></Parameter><Parameter><ParameterName>require_ssl</ParameterName><ParameterValue>"
                + group.field("require_ssl")
                + "</ParameterValue></Parameter><Parameter><ParameterName>wlm_json_configuration</ParameterName>"
                + "<ParameterValue>" + group.field("wlm_json_configuration")
                + "</ParameterValue></Parameter></Parameters>";
    }

    private String modifyParameters(Request request) {
        things.ours(request.action(), PARAMETERS, request.text("ParameterGroupName"), NO_PARAMETERS)
                .with(
                        request.text("Parameters.Parameter.1.ParameterName"),
                        request.text("Parameters.Parameter.1.ParameterValue"));
        return "";
    }

    private String clusters(String name) {
        Thing cluster = things.need(CLUSTER, name, NO_CLUSTER);
        cluster.look();
        return things.find(CLUSTER, name)
                .map(there -> "<Clusters>" + cluster(name, there) + "</Clusters>")
                .orElseThrow(() -> new Refusal(404, NO_CLUSTER, "Cluster " + name + " not found."));
    }

    private String cluster(String name, Thing cluster) {
        String endpoint = cluster.status().equals("creating")
                ? ""
                : "<Endpoint><Address>" + name
                        + ".example.us-east-1.redshift.amazonaws.com</Address><Port>5439</Port></Endpoint>";
        return "<Cluster><ClusterIdentifier>" + name + "</ClusterIdentifier><ClusterStatus>" + cluster.status()
                + "</ClusterStatus>" + endpoint + "<ClusterCreateTime>" + CREATED + "</ClusterCreateTime><NodeType>"
                + cluster.field("nodeType") + "</NodeType><NumberOfNodes>" + cluster.field("nodes")
                + "</NumberOfNodes><PubliclyAccessible>" + cluster.field("public") + "</PubliclyAccessible><Encrypted>"
                + cluster.field("encrypted") + "</Encrypted><VpcSecurityGroups><VpcSecurityGroup><VpcSecurityGroupId>"
                + cluster.field("group") + "</VpcSecurityGroupId></VpcSecurityGroup></VpcSecurityGroups>"
                + "<ClusterParameterGroups><ClusterParameterGroup><ParameterGroupName>" + cluster.field(PARAMETERS)
                + "</ParameterGroupName></ClusterParameterGroup></ClusterParameterGroups><IamRoles><ClusterIamRole>"
                + "<IamRoleArn>" + cluster.field("role")
                + "</IamRoleArn><ApplyStatus>in-sync</ApplyStatus></ClusterIamRole>"
                + "</IamRoles><MasterPasswordSecretArn>" + FakeAws.SECRET + "</MasterPasswordSecretArn><Tags>"
                + Things.xmlTags(cluster, "Tag") + "</Tags></Cluster>";
    }

    private String createCluster(Request request) {
        String name = request.text("ClusterIdentifier");
        if (!request.text("ManageMasterPassword").equals("true")
                || request.find("MasterUserPassword").isPresent()) {
            throw new Refusal(400, "InvalidParameterCombination", "This test wants a password that nobody sees");
        }
        things.need(
                "security-group",
                request.text("VpcSecurityGroupIds.VpcSecurityGroupId.1"),
                "InvalidVPCNetworkStateFault");
        things.need(SUBNETS, request.text("ClusterSubnetGroupName"), NO_SUBNETS);
        things.need(PARAMETERS, request.text("ClusterParameterGroupName"), NO_PARAMETERS);
        String role = request.text("IamRoles.IamRoleArn.1");
        if (!knowsRoles) {
            knowsRoles = true;
            throw new Refusal(400, "InvalidParameterValue", "The IAM role " + role + " is not valid.");
        }
        Thing cluster = things.make(request.action(), CLUSTER, name, "ClusterAlreadyExists", request.tags());
        fill(cluster, request, role).passes("creating", LOOKS, () -> cluster.stands("available"));
        return "";
    }

    private Thing fill(Thing cluster, Request request, String role) {
        return cluster.with("nodeType", request.text("NodeType"))
                .with("nodes", request.find("NumberOfNodes").orElse("1"))
                .with("public", request.text("PubliclyAccessible"))
                .with("encrypted", request.text("Encrypted"))
                .with("group", request.text("VpcSecurityGroupIds.VpcSecurityGroupId.1"))
                .with(SUBNETS, request.text("ClusterSubnetGroupName"))
                .with(PARAMETERS, request.text("ClusterParameterGroupName"))
                .with("role", role);
    }

    private String modify(Request request, String field, String key) {
        settled(request, "available").with(field, request.text(key));
        return "";
    }

    private String modifyCluster(Request request) {
        request.find("PubliclyAccessible").ifPresent(flag -> modify(request, "public", "PubliclyAccessible"));
        request.find("VpcSecurityGroupIds.VpcSecurityGroupId.1")
                .ifPresent(id -> modify(request, "group", "VpcSecurityGroupIds.VpcSecurityGroupId.1"));
        request.find("ClusterParameterGroupName")
                .ifPresent(id -> modify(request, PARAMETERS, "ClusterParameterGroupName"));
        return "";
    }

    private String pass(Request request, String from, String over, String to) {
        Thing cluster = settled(request, from);
        cluster.passes(over, LOOKS, () -> cluster.stands(to));
        return "";
    }

    private String deleteCluster(Request request) {
        boolean snapshot = !request.text("SkipFinalClusterSnapshot").equals("true");
        String name = request.text("ClusterIdentifier");
        Thing cluster = things.ours(request.action(), CLUSTER, name, NO_CLUSTER);
        if (cluster.isPassing() || snapshot && cluster.status().equals("paused")) {
            throw new Refusal(400, "InvalidClusterState", "The cluster is " + cluster.status());
        }
        if (snapshot) {
            things.put(SNAPSHOT, request.text("FinalClusterSnapshotIdentifier"), Map.of())
                    .with("cluster", name)
                    .stands("available");
        }
        cluster.passes("deleting", LOOKS, () -> things.remove(CLUSTER, name));
        return "";
    }

    private Thing settled(Request request, String status) {
        Thing cluster = things.ours(request.action(), CLUSTER, request.text("ClusterIdentifier"), NO_CLUSTER);
        if (!cluster.status().equals(status)) {
            throw new Refusal(400, "InvalidClusterState", "The cluster is " + cluster.status());
        }
        return cluster;
    }

    private String snapshots(String cluster) {
        StringBuilder found = new StringBuilder();
        things.all(SNAPSHOT).forEach((name, snapshot) -> {
            if (snapshot.field("cluster").equals(cluster)) {
                found.append("<Snapshot><SnapshotIdentifier>" + name + "</SnapshotIdentifier><SnapshotArn>"
                        + "arn:aws:redshift:us-east-1:" + FakeAws.ACCOUNT + ":snapshot:" + cluster + "/" + name
                        + "</SnapshotArn><ClusterCreateTime>" + CREATED + "</ClusterCreateTime><Tags>"
                        + Things.xmlTags(snapshot, "Tag") + "</Tags></Snapshot>");
            }
        });
        return "<Snapshots>" + found + "</Snapshots>";
    }

    private String createTags(Request request) {
        String arn = request.text("ResourceName");
        things.need(SNAPSHOT, arn.substring(arn.lastIndexOf('/') + 1), "ResourceNotFoundFault")
                .tags
                .putAll(request.tags());
        return "";
    }
}
