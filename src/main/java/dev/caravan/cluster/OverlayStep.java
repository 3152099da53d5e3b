package dev.caravan.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the other commands need to know of the warehouse, left where they read it. */
final class OverlayStep implements Step {
    private static final List<String> KEYS =
            List.of("load.iam-role", "warehouse.region", "warehouse.secret-id", "warehouse.url");

    private final ClusterSettings settings;
    private final Account account;
    private final Overlay overlay;
    private final Endpoint.Source warehouse;
    private final RoleStep role;

    OverlayStep(ClusterSettings settings, Account account, Overlay overlay, Endpoint.Source warehouse, RoleStep role) {
        this.settings = settings;
        this.account = account;
        this.overlay = overlay;
        this.warehouse = warehouse;
        this.role = role;
    }

    @Override
    public String name() {
        return "overlay " + overlay.file();
    }

    @Override
    public State state() {
        List<String> block = overlay.block();
        if (block.isEmpty()) {
            return State.absent();
        }
        Optional<Endpoint> endpoint = warehouse.endpoint();
        if (endpoint.isEmpty()) {
            return State.differs("names a warehouse that does not answer");
        }
        Optional<String> arn = role.findArn();
        if (arn.isEmpty()) {
            return State.differs("names a role that is gone");
        }
        List<String> wished = values(endpoint.get(), arn.get()).entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
        return block.equals(wished) ? State.present() : State.differs("names another warehouse");
    }

    @Override
    public void check(State state) {
        overlay.refuseOthers(KEYS);
    }

    @Override
    public void create() {
        warehouse.endpoint().ifPresent(endpoint -> overlay.write(values(endpoint, role.arn())));
    }

    @Override
    public void change() {
        create();
    }

    @Override
    public void delete() {
        overlay.remove();
    }

    private Map<String, String> values(Endpoint endpoint, String roleArn) {
        Map<String, String> values = new TreeMap<>();
        values.put("load.iam-role", roleArn);
        values.put("warehouse.region", account.region());
        endpoint.secretArn().ifPresent(arn -> values.put("warehouse.secret-id", arn));
        values.put(
                "warehouse.url",
                "jdbc:redshift://" + endpoint.host() + ":" + endpoint.port() + "/" + settings.database()
                        + "?sslmode=verify-full");
        return values;
    }
}
