package dev.caravan.compile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import dev.caravan.graph.NodeId;
import dev.caravan.project.Suggestion;
import dev.caravan.sql.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Compiles the tests of properties files to selects of failing rows. */
final class GenericTests {
    private static final int LONGEST_NAME = 100;
    private static final Set<TestKind> OF_TWO_RELATIONS = Set.of(TestKind.RELATIONSHIPS, TestKind.ROW_COUNT_MATCHES);
    private static final Pattern QUOTED = Pattern.compile("['\"]([^'\"]+)['\"]\\s*\\)\\s*$");

    private final Dialect dialect;
    private final Problems problems;
    private final Names names;
    private final CommonTables ephemeral;

    GenericTests(ModelLanguage language, Names names, CommonTables ephemeral) {
        this.dialect = language.settings().dialect();
        this.problems = language.problems();
        this.names = names;
        this.ephemeral = ephemeral;
    }

    /** Nothing where the test is wrong, which is told. */
    Optional<DataTest> compile(TestDefinition test, String tested, TestRows rows) {
        Optional<NamedRelation> here = NamedRelation.find(tested, names, dialect);
        if (!OF_TWO_RELATIONS.contains(test.kind())) {
            return here.map(relation -> compile(test, relation, Optional.empty(), rows));
        }
        Optional<NamedRelation> there = NamedRelation.find(test.to(), names, dialect);
        if (there.isEmpty()) {
            reportUnknown(test);
        }
        return here.filter(relation -> there.isPresent()).map(relation -> compile(test, relation, there, rows));
    }

    private DataTest compile(TestDefinition test, NamedRelation tested, Optional<NamedRelation> to, TestRows rows) {
        GenericTestSql sql = new GenericTestSql(
                dialect, test, tested.sql(), to.map(NamedRelation::sql).orElse(""));
        SortedSet<String> refs = Stream.concat(Stream.of(tested), to.stream())
                .flatMap(relation -> relation.refs().stream())
                .collect(toCollection(TreeSet::new));
        SortedSet<NodeId> dependsOn = Stream.concat(Stream.of(tested), to.stream())
                .map(NamedRelation::id)
                .collect(toCollection(TreeSet::new));
        String name = name(test, tested, to);
        NodeId id = NodeId.test(name);
        LastPassed last = new LastPassed(dialect, id);
        Optional<String> ofNewRows = rows == TestRows.NEW ? sql.failingNewRows(last) : Optional.empty();
        return new DataTest(
                id,
                name,
                test.place().name(),
                test.kind().word(),
                Optional.of(tested.id()),
                test.column(),
                TestArguments.of(test, to.map(NamedRelation::id)),
                test.severity(),
                new TreeSet<>(test.tags()),
                test.description(),
                ephemeral.writeInto(sql.failingRows(), refs),
                ofNewRows.map(select -> ephemeral.writeInto(select, refs)),
                List.copyOf(dependsOn));
    }

    /** As dbt names them: {@code not_null_dim_coin_coin_id}; what would be too long ends in a hash of all of it. */
    private static String name(TestDefinition test, NamedRelation tested, Optional<NamedRelation> to) {
        String whole = Stream.of(
                        Stream.of(test.kind().word(), tested.joined()),
                        test.column().stream(),
                        test.values().stream(),
                        to.map(NamedRelation::joined).stream(),
                        Stream.of(test.field(), test.expression(), test.where()))
                .flatMap(parts -> parts)
                .filter(part -> !part.isBlank())
                .map(part -> part.replaceAll("[^A-Za-z0-9_]+", "_"))
                .collect(joining("_"));
        boolean exact = test.expression().isBlank()
                && test.where().isBlank()
                && test.values().stream().allMatch(value -> value.matches("[A-Za-z0-9_]+"));
        if (exact && whole.length() <= LONGEST_NAME) {
            return whole;
        }
        String told = whole.length() <= LONGEST_NAME ? whole : whole.substring(0, LONGEST_NAME);
        return told + "_" + hash(test.values() + "|" + test.expression() + "|" + test.where() + "|" + whole);
    }

    private static String hash(String text) {
        // 32 bits are enough to tell the tests of one column apart, and two that fall together are told
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(UTF_8));
        return String.format("%08x", checksum.getValue());
    }

    private void reportUnknown(TestDefinition test) {
        Matcher quoted = QUOTED.matcher(test.to());
        String name = quoted.find() ? quoted.group(1) : test.to();
        problems.add(
                test.place(),
                "to is \"" + test.to() + "\", which names no model and no table of a source",
                Suggestion.didYouMean(
                        name, names.models().keySet(), "Write ref('model') or source('source', 'table')."));
    }
}
