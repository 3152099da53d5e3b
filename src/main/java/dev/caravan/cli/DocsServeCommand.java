package dev.caravan.cli;

import dev.caravan.docs.site.StaticFolder;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import dev.caravan.web.FolderServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = "Serves the folder that docs generate wrote, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class DocsServeCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Option(names = "--output", paramLabel = "DIR", description = "The folder to serve (target/caravan/docs).")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description =
                    "Where to listen (127.0.0.1: this machine alone). Whoever reaches it may read all of the folder.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "The port to listen at (8081); 0 takes one that is free.")
    private int port;

    DocsServeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        Project project = environment.project();
        Path folder = output.orElse(project.target().resolve(DocsGenerateCommand.FOLDER));
        if (!StaticFolder.isIn(folder)) {
            throw new CaravanException(Problem.at(
                    Place.of(project.relative(folder)),
                    "is no folder that docs generate wrote",
                    "Run caravan docs generate first, or name its folder with --output DIR."));
        }
        CountDownLatch asked = new CountDownLatch(1);
        return Signals.during(() -> serve(folder, asked), signal -> asked.countDown());
    }

    private int serve(Path folder, CountDownLatch asked) throws InterruptedException {
        try (FolderServer server = FolderServer.start(folder, host, port)) {
            shell.terminal().err().println("the page is at " + server.url() + " until Ctrl-C");
            asked.await();
        }
        return 0;
    }
}
