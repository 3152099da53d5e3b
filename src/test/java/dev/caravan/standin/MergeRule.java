package dev.caravan.standin;

import java.util.Optional;

/** MERGE has one WHEN MATCHED and one WHEN NOT MATCHED clause, over a table, matched by equality. */
final class MergeRule {
    private MergeRule() {}

    static Optional<Refusal> refuse(Sql sql) {
        if (!sql.verb().equals("merge")) {
            return Optional.empty();
        }
        Sql.Name target = sql.nameAt(sql.isAt(1, "into") ? 2 : 1);
        if (!sql.at(1).is("into")) {
            return Optional.of(Refusal.syntaxErrorAt(sql.at(1).text()));
        }
        if (!sql.at(target.end()).is("using")) {
            // the target takes no alias
            return Optional.of(Refusal.syntaxErrorAt(sql.at(target.end()).text()));
        }
        if (sql.at(target.end() + 1).is("(")) {
            return Optional.of(
                    Refusal.unsupported("MERGE USING a subquery is not supported; the source must be a table"));
        }
        return sql.has("remove", "duplicates") ? Optional.empty() : clauses(sql);
    }

    private static Optional<Refusal> clauses(Sql sql) {
        int matched = sql.find(0, "when", "matched");
        int notMatched = sql.find(0, "when", "not", "matched");
        if (matched < 0 || notMatched < matched) {
            return Optional.of(Refusal.syntaxErrorAt("when"));
        }
        if (sql.find(matched + 1, "when", "matched") > 0
                || sql.find(notMatched + 1, "when") > 0 && !sql.has("case", "when")) {
            return Optional.of(Refusal.syntaxErrorAt("when"));
        }
        if (sql.isAt(matched + 2, "and") || sql.isAt(notMatched + 3, "and")) {
            return Optional.of(Refusal.syntaxErrorAt("and"));
        }
        if (sql.has("do", "nothing")) {
            return Optional.of(Refusal.syntaxErrorAt("do"));
        }
        int set = sql.find(matched, "set");
        if (set > 0 && set < notMatched && sql.at(set + 2).is(".")) {
            return Optional.of(Refusal.syntaxErrorAt("."));
        }
        return Optional.empty();
    }
}
