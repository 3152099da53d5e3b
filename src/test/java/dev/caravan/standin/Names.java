package dev.caravan.standin;

import dev.caravan.standin.Token.Kind;
import java.util.Locale;

/** Names as Redshift reads them. */
final class Names {
    private Names() {}

    /**
     * Quoted names are folded to lower case as well (enable_case_sensitive_identifier is false by default: "Names and
     * identifiers"), and {@code #name} is the name of a temporary table ("CREATE TABLE", parameter table_name).
     */
    static Sql fold(Sql sql) {
        return new Sql(sql.tokens().stream().map(Names::fold).toList());
    }

    private static Token fold(Token token) {
        if (token.kind() == Kind.QUOTED_NAME) {
            return token.as(token.text().toLowerCase(Locale.ROOT));
        }
        if (token.kind() == Kind.WORD && token.text().startsWith("#")) {
            return new Token(Kind.QUOTED_NAME, Sql.quote(token.text().toLowerCase(Locale.ROOT)), token.before());
        }
        return token;
    }
}
