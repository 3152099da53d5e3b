package dev.caravan.standin;

import java.util.ArrayList;
import java.util.List;

/** One column of CREATE TABLE or ADD COLUMN: takes Redshift's attributes out and notes them. */
final class ColumnDefinition {
    private ColumnDefinition() {}

    static String translate(Sql definition, TableAttributes attributes) {
        String column = definition.at(0).name();
        Sql typed = Translation.translate(definition);
        List<Token> kept = new ArrayList<>();
        for (int i = 0; i < typed.size(); i++) {
            Token token = typed.at(i);
            if (i > 0 && token.is("encode")) {
                attributes.encode(column, typed.at(++i).name());
            } else if (i > 0 && token.is("distkey")) {
                attributes.distributeBy(column);
            } else if (i > 0 && token.is("sortkey")) {
                attributes.sortAlsoBy(column);
            } else if (i > 0 && token.is("collate")) {
                i++;
            } else if (i > 0 && token.is("references")) {
                int end = typed.nameAt(i + 1).end();
                i = (typed.at(end).is("(") ? typed.close(end) + 1 : end) - 1;
            } else if (token.is("identity") && typed.at(i + 1).is("(")) {
                boolean byDefault = typed.isAt(i - 3, "generated", "by", "default")
                        || typed.at(i - 1).is("default");
                kept.removeIf(word -> word.isAny("generated", "by", "default", "as"));
                List<Sql> numbers = typed.arguments(i + 1);
                kept.addAll(Tokenizer.tokens(" generated " + (byDefault ? "by default" : "always")
                        + " as identity (start with " + numbers.get(0).render() + " increment by "
                        + numbers.get(1).render() + ")"));
                i = typed.close(i + 1);
            } else {
                kept.add(token);
            }
        }
        return new Sql(kept).render();
    }
}
