package dev.caravan.standin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Correlated subqueries that the planner cannot take apart. Only qualified references ({@code table.column}) are
 * followed; a bare column's table cannot be told from the text.
 */
final class CorrelationRules {
    private static final String PAGE = "Correlated subqueries / Correlated subquery patterns that are not supported";

    private CorrelationRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("correlation that skips a query block", (block, sql) -> block.reaches(2)),
                rule(
                        "correlation inside the ON of a join",
                        (block, sql) -> block.reaches(1) && isInJoinCondition(sql, block)),
                rule(
                        "correlation in a subquery with a window function",
                        (block, sql) -> block.reaches(1) && block.own.stream().anyMatch(token -> token.is("over"))),
                rule(
                        "correlation in a subquery with LIMIT",
                        (block, sql) -> block.reaches(1)
                                && block.own.stream().anyMatch(token -> token.isAny("limit", "top", "offset"))),
                rule(
                        "correlation in a grouped subquery under IN",
                        (block, sql) -> block.reaches(1)
                                && block.own.stream().anyMatch(token -> token.is("group"))
                                && sql.at(block.start - 2).is("in")));
    }

    private interface Fits {
        boolean test(Block block, Sql sql);
    }

    private static Rule rule(String name, Fits fits) {
        return new Rule(name, PAGE, (sql, in) -> {
            List<Block> blocks = blocks(sql);
            return blocks.stream().anyMatch(block -> fits.test(block, sql))
                    ? Optional.of(Refusal.unsupported(
                            "This type of correlated subquery pattern is not supported due to internal error"))
                    : Optional.empty();
        });
    }

    /** One query block: {@code (select ...)} or the statement's own select, with its own tokens, not those inside it. */
    private static final class Block {
        private final int start;
        private final List<Block> outer;
        private final List<Token> own = new ArrayList<>();
        private final Set<String> tables = new HashSet<>();

        private Block(int start, List<Block> outer) {
            this.start = start;
            this.outer = List.copyOf(outer);
        }

        /** Whether a reference goes to a block that is at least so many levels out. */
        private boolean reaches(int levels) {
            for (int i = 0; i + 1 < own.size(); i++) {
                if (own.get(i).isName()
                        && own.get(i + 1).is(".")
                        && (i == 0 || !own.get(i - 1).is("."))) {
                    int level = levelOf(own.get(i).name());
                    if (level >= levels) {
                        return true;
                    }
                }
            }
            return false;
        }

        private int levelOf(String table) {
            if (tables.contains(table)) {
                return 0;
            }
            for (int i = 1; i <= outer.size(); i++) {
                if (outer.get(outer.size() - i).tables.contains(table)) {
                    return i;
                }
            }
            return 0;
        }

        /** Reads the names of FROM: aliases where there are any, else the tables' own. */
        private void readTables() {
            boolean inFrom = false;
            for (int i = 0; i < own.size(); i++) {
                Token token = own.get(i);
                if (token.is("from") || token.is("join") || inFrom && token.is(",")) {
                    inFrom = true;
                    readTable(i + 1);
                } else if (token.isAny("where", "group", "order", "having", "limit", "union", "qualify")) {
                    inFrom = false;
                }
            }
        }

        private void readTable(int from) {
            int i = from;
            String last = "";
            while (i < own.size() && (own.get(i).isName() || own.get(i).isAny(".", ")", "("))) {
                Token token = own.get(i);
                if (token.isAny(
                        "on", "where", "inner", "left", "right", "full", "cross", "join", "group", "order", "using",
                        "limit", "union", "natural", "having", "qualify")) {
                    break;
                }
                if (token.isName() && !token.is("as")) {
                    last = token.name();
                }
                i++;
            }
            if (!last.isEmpty()) {
                tables.add(last);
            }
        }
    }

    private static List<Block> blocks(Sql sql) {
        List<Block> all = new ArrayList<>();
        List<Block> open = new ArrayList<>();
        List<Boolean> opens = new ArrayList<>();
        Block root = new Block(0, List.of());
        open.add(root);
        all.add(root);
        for (int i = 0; i < sql.size(); i++) {
            Token token = sql.at(i);
            Block current = open.get(open.size() - 1);
            if (token.is("(")) {
                boolean isQuery = sql.at(i + 1).isAny("select", "with");
                opens.add(isQuery);
                current.own.add(token);
                if (isQuery) {
                    // what stands in WITH or FROM sees nothing of the block around it
                    boolean sees = !isInFromOrWith(sql, i);
                    Block inner = new Block(i + 1, sees ? open : List.of());
                    open.add(inner);
                    all.add(inner);
                }
            } else if (token.is(")") && !opens.isEmpty()) {
                if (opens.remove(opens.size() - 1)) {
                    open.remove(open.size() - 1);
                }
                open.get(open.size() - 1).own.add(token);
            } else {
                current.own.add(token);
            }
        }
        all.forEach(Block::readTables);
        return all;
    }

    private static boolean isInFromOrWith(Sql sql, int open) {
        Token before = sql.at(open - 1);
        if (before.isAny("from", "join")) {
            return true;
        }
        return before.is("as") && sql.at(open - 2).isName() || before.is(",") && isAfterFrom(sql, open);
    }

    private static boolean isAfterFrom(Sql sql, int open) {
        int depth = 0;
        for (int i = open - 1; i >= 0; i--) {
            depth += sql.at(i).is(")") ? 1 : sql.at(i).is("(") ? -1 : 0;
            if (depth < 0) {
                return false;
            }
            if (depth == 0 && sql.at(i).isAny("from", "select", "where", "on")) {
                return sql.at(i).is("from");
            }
        }
        return false;
    }

    private static boolean isInJoinCondition(Sql sql, Block block) {
        int depth = 0;
        for (int i = block.start - 2; i >= 0; i--) {
            depth += sql.at(i).is(")") ? 1 : sql.at(i).is("(") ? -1 : 0;
            if (depth < 0) {
                depth = 0;
            }
            if (depth == 0 && sql.at(i).isAny("on", "where", "select", "having", "from", "join")) {
                return sql.at(i).is("on");
            }
        }
        return false;
    }
}
