package dev.caravan.docs.notebook;

import dev.caravan.compile.Relationship;
import dev.caravan.docs.star.Star;
import dev.caravan.docs.star.StarColumn;
import dev.caravan.docs.star.StarTable;
import dev.caravan.sql.SqlType;
import java.util.function.Predicate;

/** Keys and relationships as a Mermaid diagram, which JupyterLab draws (mermaid.js.org, "Entity Relationship Diagrams"). */
final class EntityDiagram {
    private EntityDiagram() {}

    static String of(Star star) {
        StringBuilder diagram = new StringBuilder("```mermaid\nerDiagram\n");
        for (Relationship one : star.relationships()) {
            StarTable from = star.table(one.from());
            boolean always =
                    from.column(one.column()).filter(StarColumn::required).isPresent();
            diagram.append("    ")
                    .append(word(star.table(one.to()).name()))
                    .append(always ? " ||--o{ " : " |o--o{ ")
                    .append(word(from.name()))
                    .append(" : ")
                    .append(word(one.column()))
                    .append('\n');
        }
        star.tables().stream().filter(isRelated(star)).forEach(table -> entity(diagram, star, table));
        return diagram.append("```\n").toString();
    }

    private static Predicate<StarTable> isRelated(Star star) {
        return table -> star.relationships().stream()
                .anyMatch(one -> one.from().equals(table.id()) || one.to().equals(table.id()));
    }

    private static void entity(StringBuilder diagram, Star star, StarTable table) {
        diagram.append("    ").append(word(table.name())).append(" {\n");
        for (StarColumn column : table.columns()) {
            boolean isForeign = star.relationships().stream()
                    .anyMatch(
                            one -> one.from().equals(table.id()) && one.column().equals(column.name()));
            boolean isKey = table.isPartOfKey(column.name());
            if (isKey || isForeign) {
                diagram.append("        ")
                        .append(word(column.type().map(EntityDiagram::name).orElse("column")))
                        .append(' ')
                        .append(word(column.name()))
                        .append(isKey ? " PK" : "")
                        .append(isKey && isForeign ? "," : "")
                        .append(isForeign ? " FK" : "")
                        .append('\n');
            }
        }
        diagram.append("    }\n");
    }

    private static String name(SqlType type) {
        return type.toString().replaceFirst("\\(.*", "");
    }

    /** Mermaid's names hold no blanks and no signs. */
    private static String word(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }
}
