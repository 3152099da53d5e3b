package dev.caravan.pipeline.site;

import dev.caravan.compile.SmallProject;
import dev.caravan.landing.Landings;
import dev.caravan.project.Environment;
import dev.caravan.warehouse.Warehouse;
import java.time.Clock;
import java.util.Map;

/** What can be asked of a small project, and its warehouse, which a test fills by statements. */
record SmallSite(Warehouse warehouse, Site site) implements AutoCloseable {
    static SmallSite open(SmallProject small) {
        Warehouse warehouse = small.open();
        Environment environment = Environment.load(small.project(), "test", Map.of(), Map.of());
        return new SmallSite(
                warehouse,
                Site.of(new Sight(
                        small.project(),
                        environment,
                        () -> warehouse,
                        () -> Landings.open(environment, small.project().root()),
                        small::compile,
                        Clock.systemUTC())));
    }

    /** Each in a transaction of its own. */
    void write(String... statements) {
        for (String sql : statements) {
            warehouse.inTransaction(transaction -> transaction.execute(sql));
        }
    }

    @Override
    public void close() {
        site.close();
        warehouse.close();
    }
}
