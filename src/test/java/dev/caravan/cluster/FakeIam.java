package dev.caravan.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** IAM's roles with policies written into them: the query protocol's result elements. */
final class FakeIam {
    private static final String ROLE = "role";
    private static final String NO_SUCH = "NoSuchEntity";

    private final Things things;

    FakeIam(Things things) {
        this.things = things;
    }

    String answer(Request request) {
        String name = request.text("RoleName");
        switch (request.action()) {
            case "GetRole":
                return role(name, need(name));
            case "CreateRole":
                Thing role = things.make("CreateRole", ROLE, name, "EntityAlreadyExists", request.tags())
                        .with("trust", request.text("AssumeRolePolicyDocument"));
                return role(name, role);
            case "UpdateAssumeRolePolicy":
                ours(request).with("trust", request.text("PolicyDocument"));
                return "";
            case "GetRolePolicy":
                String document = need(name).field("policy/" + request.text("PolicyName"));
                if (document.isEmpty()) {
                    throw new Refusal(404, NO_SUCH, "There is no such policy");
                }
                return "<RoleName>" + name + "</RoleName><PolicyDocument>" + URLEncoder.encode(document, UTF_8)
                        + "</PolicyDocument>";
            case "PutRolePolicy":
                ours(request).with("policy/" + request.text("PolicyName"), request.text("PolicyDocument"));
                return "";
            case "DeleteRolePolicy":
                ours(request).fields.remove("policy/" + request.text("PolicyName"));
                return "";
            case "ListRolePolicies":
                StringBuilder names = new StringBuilder();
                need(name).fields.keySet().stream()
                        .filter(key -> key.startsWith("policy/"))
                        .forEach(key -> names.append("<member>" + key.substring(7) + "</member>"));
                return "<PolicyNames>" + names + "</PolicyNames>";
            case "ListAttachedRolePolicies":
                String attached = need(name).field("attached");
                return "<AttachedPolicies>"
                        + (attached.isEmpty() ? "" : "<member><PolicyName>" + attached + "</PolicyName></member>")
                        + "</AttachedPolicies>";
            case "DeleteRole":
                if (ours(request).fields.keySet().stream().anyMatch(key -> !key.equals("trust"))) {
                    throw new Refusal(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
                }
                things.remove(ROLE, name);
                return "";
            default:
                throw new IllegalArgumentException("IAM does not know " + request.action());
        }
    }

    private Thing need(String name) {
        return things.need(ROLE, name, NO_SUCH);
    }

    private Thing ours(Request request) {
        return things.ours(request.action(), ROLE, request.text("RoleName"), NO_SUCH);
    }

    private static String role(String name, Thing role) {
        return "<Role><RoleName>" + name + "</RoleName><Arn>" + arn(name) + "</Arn><AssumeRolePolicyDocument>"
                + URLEncoder.encode(role.field("trust"), UTF_8) + "</AssumeRolePolicyDocument><Tags>"
                + Things.xmlTags(role, "member") + "</Tags></Role>";
    }

    static String arn(String name) {
        return "arn:aws:iam::" + FakeAws.ACCOUNT + ":role/" + name;
    }
}
