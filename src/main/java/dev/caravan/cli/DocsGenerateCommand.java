package dev.caravan.cli;

import dev.caravan.docs.site.StaticFolder;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.site.Site;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import dev.caravan.warehouse.WarehouseBusyException;
import dev.caravan.web.SiteExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "generate",
        description = "Writes the page into a folder; open index.html in it with a browser. Needs no server then.",
        mixinStandardHelpOptions = true)
final class DocsGenerateCommand implements Callable<Integer> {
    static final String FOLDER = "docs";
    private static final long MEGABYTE = 1_000_000;

    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description =
                    "The folder to write (target/caravan/docs); a new one, an empty one, or one of an earlier time.")
    private Optional<Path> output = Optional.empty();

    DocsGenerateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Session session = Session.open(shell, environment)) {
            return session.quietly(caravan -> generate(caravan, session.project()));
        }
    }

    private int generate(Caravan caravan, Project project) {
        Path folder = output.orElse(project.target().resolve(FOLDER));
        try (Site site = caravan.site()) {
            StaticFolder.Written written = SiteExport.write(site, folder, runResults(project));
            shell.terminal()
                    .err()
                    .println("wrote " + project.relative(written.folder().resolve("index.html")) + " and "
                            + (written.files() - 1) + " other files, "
                            + (written.sizeBytes() + MEGABYTE - 1) / MEGABYTE + " MB");
            return 0;
        } catch (WarehouseBusyException e) {
            throw new CaravanException(orLookThere(e.problems().get(0)), e);
        }
    }

    private static Problem orLookThere(Problem busy) {
        return Problem.at(
                busy.place(),
                busy.what(),
                busy.remedy() + " Where that one is caravan start, it serves the page itself.");
    }

    private static Optional<String> runResults(Project project) {
        Path file = project.target().resolve("run_results.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new CaravanException(
                    Problem.at(Place.of(project.relative(file)), "cannot be read: " + e.getMessage(), ""), e);
        }
    }
}
