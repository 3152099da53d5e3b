package dev.caravan.cli;

import ch.qos.logback.classic.Level;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.StoppedException;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.telemetry.Telemetry;
import dev.caravan.web.RecordedApi;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One command on one environment: opens what the command needs, shows progress, prints the summary. */
final class Session implements AutoCloseable {
    private static final String RECORDING = "coinlore.recording";
    private static final String API_URL = "coinlore.url";
    private static final int ANY_PORT = 0;
    private static final int OK = 0;
    private static final int FAILED = 1;

    private final Shell shell;
    private final Project project;
    private final Environment environment;
    private final Optional<RecordedApi> recordedApi;
    private final boolean json;
    private final Telemetry telemetry;

    private Session(
            Shell shell, Project project, Environment environment, Optional<RecordedApi> recordedApi, boolean json) {
        this.shell = shell;
        this.project = project;
        this.environment = environment;
        this.recordedApi = recordedApi;
        this.json = json;
        telemetry = new Telemetry(environment, shell.clock());
    }

    /** Opens the environment alone: for commands that ask no API. */
    static Session open(Shell shell, EnvironmentOptions options) {
        Project project = options.project();
        return begin(shell, options, project, load(shell, options, project, Map.of()), Optional.empty());
    }

    /** As {@link #openWithApi}, for a process that stays: its log says what happens, in place of progress lines. */
    static Session openDiary(Shell shell, EnvironmentOptions options) {
        Session session = openWithApi(shell, options);
        shell.logging().start(shell.logStream(), options.logFormat(), options.verbose(), Level.INFO);
        return session;
    }

    /** Opens the environment and, where it names a recording and no other URL, serves that recording. */
    static Session openWithApi(Shell shell, EnvironmentOptions options) {
        Project project = options.project();
        Environment environment = load(shell, options, project, Map.of());
        if (environment.find(API_URL).isPresent() || environment.find(RECORDING).isEmpty()) {
            return begin(shell, options, project, environment, Optional.empty());
        }
        RecordedApi api = RecordedApi.start(project.root().resolve(environment.text(RECORDING)), ANY_PORT);
        Map<String, String> url = Map.of(API_URL, api.url().toString());
        return begin(shell, options, project, load(shell, options, project, url), Optional.of(api));
    }

    private static Environment load(
            Shell shell, EnvironmentOptions options, Project project, Map<String, String> further) {
        return options.load(project, shell.processEnvironment(), further);
    }

    private static Session begin(
            Shell shell,
            EnvironmentOptions options,
            Project project,
            Environment environment,
            Optional<RecordedApi> recordedApi) {
        boolean json = options.logFormat() == Logging.Format.json;
        shell.logging().mask(environment.masking());
        // People see progress lines; the same facts as log lines would only double them.
        Level level = json ? Level.INFO : Level.WARN;
        shell.logging().start(shell.logStream(), options.logFormat(), options.verbose(), level);
        return new Session(shell, project, environment, recordedApi, json);
    }

    Project project() {
        return project;
    }

    Environment environment() {
        return environment;
    }

    Terminal terminal() {
        return shell.terminal();
    }

    /** Runs a command that has steps, prints its summary, and gives the exit code. */
    int summarized(Function<Caravan, RunSummary> command) {
        Interruption interruption = new Interruption();
        try {
            RunSummary summary = withProgress(caravan -> interruption.during(caravan, command));
            new SummaryPrinter(shell, json).print(summary);
            return summary.isFailed() ? FAILED : OK;
        } catch (StoppedException e) {
            shell.print(e.problems());
            return interruption.exitCode();
        }
    }

    /** Runs something that prints for itself. */
    int quietly(Function<Caravan, Integer> command) {
        try (Caravan caravan = caravan(Progress.SILENT)) {
            return command.apply(caravan);
        }
    }

    private RunSummary withProgress(Function<Caravan, RunSummary> command) {
        if (json) {
            return with(Progress.SILENT, command);
        }
        if (!terminal().live()) {
            return with(new PlainProgress(terminal()), command);
        }
        try (LiveProgress progress = new LiveProgress(terminal(), shell.clock())) {
            return with(progress, command);
        }
    }

    private RunSummary with(Progress progress, Function<Caravan, RunSummary> command) {
        try (Caravan caravan = caravan(progress)) {
            return command.apply(caravan);
        }
    }

    /** The caller closes it. */
    Caravan caravan(Progress progress) {
        return Caravan.open(
                project,
                environment,
                shell.processEnvironment(),
                shell.clock(),
                progress.and(telemetry.progress()),
                dev.caravan.camel.RouteExtraction::open);
    }

    @Override
    public void close() {
        telemetry.close();
        recordedApi.ifPresent(RecordedApi::close);
    }
}
