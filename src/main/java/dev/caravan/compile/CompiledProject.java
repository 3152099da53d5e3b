package dev.caravan.compile;

import dev.caravan.project.Project;
import java.util.Optional;

/**
 * A project's files and the manifest they compile to. They are read each time, which costs little; they are compiled again only
 * where one of them says something else than before, which costs more than all else that a minute poll does without the
 * warehouse. For many threads.
 */
public final class CompiledProject {
    private final Project project;
    private final CompileSettings settings;
    private Optional<Compiled> last = Optional.empty();

    private record Compiled(ProjectFiles files, Manifest manifest) {}

    public CompiledProject(Project project, CompileSettings settings) {
        this.project = project;
        this.settings = settings;
    }

    /**
     * The same object as long as no file changes.
     *
     * @throws dev.caravan.project.CaravanException with every problem that was found, sorted by file and line
     */
    public synchronized Manifest manifest() {
        Problems problems = new Problems();
        ProjectFiles files = ProjectFiles.read(project, problems);
        // a file that cannot be read is not among them
        if (problems.areNone()
                && last.filter(compiled -> compiled.files().equals(files)).isPresent()) {
            return last.get().manifest();
        }
        Manifest manifest = ProjectCompiler.compile(files, problems, settings);
        last = files.askForTheTime() ? Optional.empty() : Optional.of(new Compiled(files, manifest));
        return manifest;
    }
}
