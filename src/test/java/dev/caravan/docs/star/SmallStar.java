package dev.caravan.docs.star;

import dev.caravan.compile.SmallProject;
import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.sql.SqlType;
import dev.caravan.warehouse.Catalog;
import java.util.List;
import java.util.Map;

/** Two dimensions, two facts and a mart, with the names and texts that exports trip over. */
public final class SmallStar {
    private static final SqlType WHOLE = SqlType.of(SqlType.Kind.BIGINT);
    private static final SqlType DAY = SqlType.of(SqlType.Kind.DATE);

    private SmallStar() {}

    public static Star of(SmallProject project) {
        for (String name :
                List.of("star/dim_coin", "star/dim_date", "star/fct_quotes", "star/fct_trades", "marts/top_coins")) {
            project.file("models/" + name + ".sql", "select 1 as one");
        }
        project.file(
                "models/star/star.yml",
                """
                models:
                  - name: dim_coin
                    description: "Coins; a \\"coin\\" is <b>anything</b> | listed.\\nOne row per coin."
                    page: {title: "Coins' list", measures: [Quotes, "Spread, 'best' [%]"]}
                    columns:
                      - name: coin_id
                        description: Key.
                        data_tests: [unique, not_null]
                      - name: name
                        description: "What #(lf) people say."
                    measures:
                      - name: Coins
                        agg: count
                  - name: dim_date
                    columns:
                      - name: date_day
                        data_tests: [unique, not_null]
                  - name: fct_quotes
                    page: Quotes
                    data_tests:
                      - unique_combination: {columns: [coin_id, market, batch_id]}
                    columns:
                      - name: price
                      - name: market
                      - name: coin_id
                        data_tests:
                          - not_null
                          - relationships: {to: ref('dim_coin'), field: coin_id}
                      - name: quoted_date
                        data_tests:
                          - relationships: {to: ref('dim_date'), field: date_day}
                      - name: seen_date
                        data_tests:
                          - relationships: {to: ref('dim_date'), field: date_day}
                    measures:
                      - name: Quotes
                        agg: count
                        format: "#,##0"
                        description: Number of quotes.
                      - name: Mean price
                        agg: avg
                        column: price
                      - name: Markets
                        agg: count_distinct
                        column: market
                      - name: "Spread, 'best' [%]"
                        format: "0.00%"
                        dax: |
                          DIVIDE(
                              MAX(fct_quotes[price]),
                              MIN(fct_quotes[price])
                          )
                  - name: fct_trades
                    columns:
                      - name: coin_id
                        data_tests:
                          - relationships: {to: ref('fct_quotes'), field: coin_id}
                      - name: coin
                        data_tests:
                          - relationships: {to: ref('dim_coin'), field: coin_id}
                """);
        return Star.of(project.compile(), catalog());
    }

    private static Catalog catalog() {
        return Catalog.of(Map.of(
                relation("star", "dim_coin"),
                        entry("star", "dim_coin", column("coin_id", WHOLE), column("name", SqlType.varchar())),
                relation("star", "dim_date"),
                        entry(
                                "star",
                                "dim_date",
                                column("date_day", DAY),
                                column("month_name", SqlType.varchar(9)),
                                column("month_of_year", WHOLE),
                                column("is_weekend", SqlType.of(SqlType.Kind.BOOLEAN))),
                relation("star", "fct_quotes"),
                        entry(
                                "star",
                                "fct_quotes",
                                column("coin_id", WHOLE),
                                column("market", SqlType.varchar()),
                                column("quoted_date", DAY),
                                column("seen_date", DAY),
                                column("price", SqlType.decimal(38, 20)),
                                column("quoted_at", SqlType.of(SqlType.Kind.TIMESTAMP)),
                                column("batch_id", SqlType.varchar(36)),
                                column("part", WHOLE),
                                column("line", WHOLE),
                                column("product_line", WHOLE)),
                relation("star", "fct_trades"),
                        entry("star", "fct_trades", column("coin_id", WHOLE), column("coin", WHOLE)),
                relation("marts", "top_coins"), entry("marts", "top_coins", column("a \"coin\"", SqlType.varchar()))));
    }

    private static Relation relation(String schema, String name) {
        return Relation.of(schema, name);
    }

    private static Catalog.Entry entry(String schema, String name, Column... columns) {
        return new Catalog.Entry(relation(schema, name), Catalog.Kind.TABLE, List.of(columns));
    }

    private static Column column(String name, SqlType type) {
        return Column.of(name, type);
    }
}
