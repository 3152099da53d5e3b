package dev.caravan.compile;

import dev.caravan.sql.Relation;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateScalarModel;

/** A relation in a template: prints as SQL, and knows its parts as {@code this.schema} and {@code this.identifier}. */
final class RelationValue implements TemplateScalarModel, TemplateHashModel {
    private final String sql;
    private final Relation relation;

    RelationValue(String sql, Relation relation) {
        this.sql = sql;
        this.relation = relation;
    }

    @Override
    public String getAsString() {
        return sql;
    }

    @Override
    public TemplateModel get(String key) {
        return switch (key) {
            case "schema" -> new SimpleScalar(relation.schema());
            case "identifier", "name" -> new SimpleScalar(relation.identifier());
            default -> null;
        };
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
