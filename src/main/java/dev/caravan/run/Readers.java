package dev.caravan.run;

import dev.caravan.compile.Model;
import dev.caravan.project.Environment;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who may read what the run fills, besides the grants of single models.
 *
 * @param roles who may read every relation of some schemas
 * @param schemas those schemas
 */
public record Readers(List<String> roles, List<String> schemas) {
    private static final String ROLES = "readers.roles";
    private static final String SCHEMAS = "readers.schemas";

    public Readers {
        roles = List.copyOf(roles);
        schemas = List.copyOf(schemas);
    }

    /** Nobody but those that models name. */
    public static Readers none() {
        return new Readers(List.of(), List.of());
    }

    public static Readers of(Environment environment) {
        return new Readers(words(environment.text(ROLES, "")), words(environment.text(SCHEMAS, "star,marts")));
    }

    /** Everybody who may read a model, in the order of their names. */
    public List<String> of(Model model) {
        Stream<String> everywhere = schemas.contains(model.relation().schema()) ? roles.stream() : Stream.of();
        return List.copyOf(Stream.concat(everywhere, model.config().grants().stream())
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
