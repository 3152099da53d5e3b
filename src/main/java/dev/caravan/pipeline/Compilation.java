package dev.caravan.pipeline;

import dev.caravan.compile.BatchRange;
import dev.caravan.compile.CompileSettings;
import dev.caravan.compile.CompiledProject;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.ManifestWriter;
import dev.caravan.compile.ProjectCompiler;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouses;
import java.util.Map;
import java.util.Optional;

/** Compiles a project for one environment, as often as commands and pages ask. For many threads. */
final class Compilation {
    private final Project project;
    private final Environment environment;
    private final Map<String, String> processEnvironment;
    private final ManifestWriter writer;
    private Optional<CompiledProject> compiled = Optional.empty();

    Compilation(Project project, Environment environment, Map<String, String> processEnvironment) {
        this.project = project;
        this.environment = environment;
        this.processEnvironment = Map.copyOf(processEnvironment);
        writer = new ManifestWriter(project);
    }

    /** Checks every model; asks no database, and writes nothing. */
    Manifest manifest() {
        return compiledProject().manifest();
    }

    /** Checks every model, and writes the manifest and the compiled SQL below {@code target/caravan}. */
    Manifest written() {
        return written(manifest());
    }

    /** Like {@link #written}, with models that take the batches of a range again. */
    Manifest written(BatchRange backfill) {
        return written(ProjectCompiler.compile(project, settings().withBackfill(backfill)));
    }

    private Manifest written(Manifest manifest) {
        writer.write(manifest);
        return manifest;
    }

    private synchronized CompiledProject compiledProject() {
        if (compiled.isEmpty()) {
            compiled = Optional.of(new CompiledProject(project, settings()));
        }
        return compiled.get();
    }

    private CompileSettings settings() {
        return new CompileSettings(
                Warehouses.dialect(environment), environment.name(), environment.below("var."), processEnvironment);
    }
}
