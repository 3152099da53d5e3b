package dev.caravan.pipeline.site;

import dev.caravan.compile.Manifest;
import dev.caravan.landing.Landing;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What a site looks at. What is supplied is opened when it is first asked for, by whoever owns it.
 *
 * @param compile compiles the project's files as they are, and writes nothing
 */
public record Sight(
        Project project,
        Environment environment,
        Supplier<Warehouse> warehouse,
        Supplier<Landing> landing,
        Supplier<Manifest> compile,
        Clock clock) {}
