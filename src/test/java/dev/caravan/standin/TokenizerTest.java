package dev.caravan.standin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SQL is taken apart without losing a character, and what is quoted or commented is no keyword. */
class TokenizerTest {

    @Test
    void joiningTheTokensGivesTheTextAgain() {
        String sql =
                "/* a /* nested */ tag */ select 'it''s -- no comment \\' quote', \"na\"\"me\", $tag$ select ; $tag$,\n"
                        + "1.5e-3*-2, a::numeric(38, 18) -- end\nfrom #temporary where a#1 <> .5 and b >= $1";

        assertThat(Sql.of(sql).render()).isEqualTo(sql);
    }

    @Test
    void splitsAtSemicolonsOutsideOfQuotes() {
        assertThat(Sql.split("select ';'; select $$;$$ ;; /* ; */ select 1;"))
                .extracting(Sql::body)
                .containsExactly("select ';'", "select $$;$$", "select 1");
    }

    @Test
    void tellsWordsFromQuotedText() {
        Sql sql = Sql.of("select 'on conflict' as \"on conflict\" /* on conflict */ from t -- on conflict");

        assertThat(sql.has("on", "conflict")).isFalse();
        assertThat(sql.has("as")).isTrue();
        assertThat(sql.tokens()).extracting(Token::kind).contains(Token.Kind.TEXT, Token.Kind.QUOTED_NAME);
    }

    @Test
    void findsArgumentsAndNames() {
        Sql sql = Sql.of("decode(a, f(b, c), 'x,y') from \"S\".t");

        assertThat(sql.arguments(1))
                .extracting(argument -> argument.render().strip())
                .containsExactly("a", "f(b, c)", "'x,y'");
        assertThat(sql.nameAt(sql.find(0, "from") + 1).parts()).containsExactly("S", "t");
    }
}
