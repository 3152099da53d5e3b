package dev.caravan.compile;

import dev.caravan.sql.TableOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks what a config says of how the model's table is kept. */
final class TableOptionsReader {
    static final String DIST = "dist";
    static final String SORT = "sort";
    static final String SORT_TYPE = "sort_type";
    static final String ENCODE = "encode";
    // SQL is put together from it
    private static final Pattern ENCODING = Pattern.compile("[a-z0-9]+");

    private final ConfigReader config;
    private final Map<String, ConfigValue> values;
    private final Problems problems;

    TableOptionsReader(ConfigReader config, Map<String, ConfigValue> values, Problems problems) {
        this.config = config;
        this.values = values;
        this.problems = problems;
    }

    TableOptions read(Materialization materialization, boolean declaredByMigration) {
        List<String> given = Stream.of(DIST, SORT, SORT_TYPE, ENCODE)
                .filter(values::containsKey)
                .toList();
        boolean makesTable = materialization == Materialization.TABLE || materialization == Materialization.INCREMENTAL;
        if (declaredByMigration || !makesTable) {
            given.forEach(key -> wrong(
                    key,
                    declaredByMigration
                            ? key + " is set on a model whose table a migration declares"
                            : key + " is set on a model that is materialized as " + materialization.word(),
                    declaredByMigration
                            ? "Say it in the migration, under dbms:redshift."
                            : "Only a table is kept somewhere: set materialized=\"table\" or remove it."));
            return TableOptions.none();
        }
        return new TableOptions(config.text(DIST), config.texts(SORT), sortType(), encodings());
    }

    private Optional<String> sortType() {
        Optional<String> type = config.text(SORT_TYPE);
        if (type.isPresent() && !List.of("compound", "interleaved").contains(type.get())) {
            wrong(SORT_TYPE, "sort_type is \"" + type.get() + "\"", "Choose compound or interleaved.");
            return Optional.empty();
        }
        if (type.isPresent() && !values.containsKey(SORT)) {
            wrong(SORT_TYPE, "sort_type is set without sort", "Name the columns in sort=[\"…\"], or remove it.");
        }
        return type;
    }

    private Map<String, String> encodings() {
        Map<String, String> encodings = new TreeMap<>();
        for (String text : config.texts(ENCODE)) {
            String[] words = text.strip().split("\\s+");
            if (words.length != 2 || !ENCODING.matcher(words[1]).matches()) {
                wrong(
                        ENCODE,
                        "encode has \"" + text + "\", which is no column and its encoding",
                        "Write it as encode=[\"price zstd\", \"quoted_at az64\"].");
            } else if (encodings.put(words[0], words[1]) != null) {
                wrong(ENCODE, "encode names the column \"" + words[0] + "\" twice", "Keep one.");
            }
        }
        return encodings;
    }

    private void wrong(String key, String what, String remedy) {
        problems.add(values.get(key).place(), what, remedy);
    }
}
