package dev.caravan.compile;

import dev.caravan.project.Place;
import dev.caravan.sql.Relation;
import java.util.Optional;

/** Renders models, each in both branches of {@code is_incremental()} where it asks, and checks what they configure. */
final class ModelPass {
    private final ModelLanguage language;
    private final Names names;
    private final ProjectProperties properties;

    ModelPass(ModelLanguage language, Names names, ProjectProperties properties) {
        this.language = language;
        this.names = names;
        this.properties = properties;
    }

    /** Nothing where the template cannot be rendered, which is told. */
    Optional<DraftModel> render(ParsedFile file) {
        return Rendering.ofModel(language, names, file, false).flatMap(full -> draft(file, full));
    }

    private Optional<DraftModel> draft(ParsedFile file, Rendered full) {
        ModelProperties described = properties.of(file.source());
        Place place = file.source().place();
        ConfigReader reader = ConfigReader.ofModel(described.config(), full.config(), place, language.problems());
        ModelConfig config = reader.model();
        boolean twoBranches = full.asksIncremental() && config.materialization() == Materialization.INCREMENTAL;
        Optional<Rendered> incremental =
                twoBranches ? Rendering.ofModel(language, names, file, true) : Optional.empty();
        if (twoBranches && incremental.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DraftModel(
                file,
                described,
                config,
                reader.text("description").orElse(described.description()),
                Relation.of(
                        reader.text("schema").orElse(folder(file.source())),
                        reader.text("alias").orElse(file.source().stem())),
                full,
                incremental));
    }

    /** A model's schema, unless it says another, is the folder below {@code models/} in which it lies. */
    static String folder(SourceFile file) {
        return file.folders().get(0);
    }
}
