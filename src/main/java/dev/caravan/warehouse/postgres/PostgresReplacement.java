package dev.caravan.warehouse.postgres;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;

/**
 * Puts a relation in the place of another, and what depended on the old one back. PostgreSQL's views follow the table that
 * they were made on, whatever its name; so a table that is renamed away keeps its views, and one that is dropped takes
 * them along or refuses. Here every view that depends, of this project or not, is dropped and made again as it was, with
 * owner, grants and comments, in the same transaction. A view that no longer fits is named, and nothing changes.
 */
final class PostgresReplacement {
    // Views above the relation, the uppermost first, so that each can be dropped.
    private static final String BLOCK =
            """
            declare
                replaced constant oid := to_regclass(%1$s);
                dependent record;
                line text;
                names text[] := '{}';
                definitions text[] := '{}';
                properties text[] := '{}';
            begin
                for dependent in
                    with recursive dependents as (
                        select replaced as oid, 0 as depth
                        union
                        select rewrites.ev_class, dependents.depth + 1
                        from dependents
                        inner join pg_depend as depends
                            on depends.refclassid = 'pg_class'::regclass
                            and depends.refobjid = dependents.oid
                            and depends.classid = 'pg_rewrite'::regclass
                        inner join pg_rewrite as rewrites
                            on depends.objid = rewrites.oid
                            and rewrites.ev_class <> dependents.oid
                    ),
                    deepest as (
                        select dependents.oid, max(dependents.depth) as depth
                        from dependents
                        group by dependents.oid
                    )
                    select
                        relations.oid,
                        format('%%I.%%I', schemas.nspname, relations.relname) as name,
                        relations.relkind,
                        relations.relacl,
                        relations.relowner,
                        coalesce(' with (' || array_to_string(relations.reloptions, ', ') || ')', '') as options
                    from deepest
                    inner join pg_class as relations
                        on deepest.oid = relations.oid
                    inner join pg_namespace as schemas
                        on relations.relnamespace = schemas.oid
                    order by deepest.depth desc
                loop
                    if dependent.oid <> replaced and dependent.relkind <> 'v' then
                        raise exception using
                            message = format('%%s depends on %%s and is no plain view', dependent.name, %1$s),
                            hint = 'Drop it first, and make it again after the build. Nothing was changed.';
                    end if;
                    properties := properties || array(
                        select format('grant %%s on %%s to %%s%%s', grants.privilege_type, dependent.name,
                            case when grants.grantee = 0 then 'public' else grants.grantee::regrole::text end,
                            case when grants.is_grantable then ' with grant option' else '' end)
                        from aclexplode(dependent.relacl) as grants
                        where grants.grantee <> dependent.relowner
                    ) || array(
                        select format('comment on %%s %%s is %%L',
                            case when dependent.relkind = 'v' then 'view' else 'table' end,
                            dependent.name, comments.description)
                        from pg_description as comments
                        where comments.objoid = dependent.oid
                            and comments.classoid = 'pg_class'::regclass
                            and comments.objsubid = 0
                            and (dependent.relkind = 'v') = (dependent.oid <> replaced or %2$s)
                    );
                    if dependent.oid <> replaced then
                        names := dependent.name || names;
                        definitions := format('create view %%s%%s as %%s',
                            dependent.name, dependent.options, pg_get_viewdef(dependent.oid)) || definitions;
                        properties := properties || array(
                            select format('comment on column %%s.%%I is %%L',
                                dependent.name, columns.attname, comments.description)
                            from pg_description as comments
                            inner join pg_attribute as columns
                                on comments.objoid = columns.attrelid
                                and comments.objsubid = columns.attnum
                            where comments.objoid = dependent.oid
                                and comments.classoid = 'pg_class'::regclass
                        );
                        if dependent.relowner <> current_user::regrole then
                            properties := properties || format('alter view %%s owner to %%s',
                                dependent.name, dependent.relowner::regrole);
                        end if;
                        execute format('drop view %%s', dependent.name);
                    end if;
                end loop;
                %3$s
                for i in 1 .. cardinality(definitions) loop
                    begin
                        execute definitions[i];
                    exception when others then
                        raise exception using
                            message = format('the view %%s reads %%s and no longer fits: %%s', names[i], %1$s, sqlerrm),
                            hint = 'Change or drop the view first. Nothing was changed.';
                    end;
                end loop;
                foreach line in array properties loop
                    execute line;
                end loop;
            end""";

    private final Dialect dialect;

    PostgresReplacement(Dialect dialect) {
        this.dialect = dialect;
    }

    String ofTable(Relation fresh, Relation table) {
        String swap = "drop table if exists " + table.render(dialect) + ";\n    alter table " + fresh.render(dialect)
                + " rename to " + dialect.quote(table.identifier()) + ";";
        return "do " + PostgresText.dollarQuoted(block(table, false, swap));
    }

    /** A view keeps its dependents where its columns stay, or where some are added after them. */
    String ofView(Relation view, String select) {
        String definition = "view " + view.render(dialect) + " as\n" + select;
        String swap = "drop view if exists " + view.render(dialect) + ";\n    execute "
                + dialect.literal("create " + definition) + ";";
        return "do "
                + PostgresText.dollarQuoted("begin\nexecute " + dialect.literal("create or replace " + definition)
                        + ";\nexception when invalid_table_definition then\n" + block(view, true, swap) + ";\nend");
    }

    private String block(Relation relation, boolean isView, String swap) {
        return BLOCK.formatted(dialect.literal(relation.render(dialect)), isView, swap);
    }
}
