package dev.caravan.cli;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that every command has: which project, which environment, what is set over it, how to log. */
final class EnvironmentOptions {
    @Option(
            names = "--project",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The project's directory (this directory unless given).")
    private Path project;

    @Option(
            names = "--env",
            paramLabel = "NAME",
            defaultValue = "${env:CARAVAN_ENV:-demo}",
            description = "Takes environments/NAME.properties (CARAVAN_ENV, or demo).")
    private String environment;

    @Option(
            names = "--set",
            paramLabel = "PROPERTY=VALUE",
            description = "Sets a property over the environment's own; may be repeated.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description = "Sets a variable that models read by var(\"NAME\"); may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(names = "--threads", paramLabel = "N", description = "Models and tests that run at once (run.threads).")
    private Integer threads;

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Logs and summary as text for people, or as JSON lines for machines.")
    private Logging.Format logFormat;

    @Option(names = "--verbose", description = "Logs every statement that is run.")
    private boolean verbose;

    Project project() {
        return Project.at(project);
    }

    Environment load(Project project, Map<String, String> processEnvironment, Map<String, String> further) {
        Map<String, String> overrides = new LinkedHashMap<>(further);
        overrides.putAll(properties);
        variables.forEach((name, value) -> overrides.put("var." + name, value));
        if (threads != null) {
            overrides.put("run.threads", threads.toString());
        }
        return Environment.load(project, environment, processEnvironment, overrides);
    }

    /** A property that an option of its own sets. */
    void set(String property, String value) {
        properties.put(property, value);
    }

    Logging.Format logFormat() {
        return logFormat;
    }

    boolean verbose() {
        return verbose;
    }
}
