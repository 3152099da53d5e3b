package dev.caravan.standin;

import dev.caravan.standin.CopySource.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** COPY from Amazon S3 into a table, in the session's own transaction. */
final class CopyCommand {
    private final Sql.Name table;
    private final List<String> named;
    private final S3Url from;
    private final CopyOptions options;

    private CopyCommand(Sql.Name table, List<String> named, S3Url from, CopyOptions options) {
        this.table = table;
        this.named = named;
        this.from = from;
        this.options = options;
    }

    static Plan.Step parse(Sql sql) {
        Sql.Name table = sql.nameAt(1);
        int at = table.end();
        List<String> columns = List.of();
        if (sql.at(at).is("(")) {
            columns = sql.arguments(at).stream()
                    .map(column -> column.at(0).name())
                    .toList();
            at = sql.close(at) + 1;
        }
        if (!sql.at(at).is("from") || sql.at(at + 1).kind() != Token.Kind.TEXT) {
            throw Refusal.syntaxErrorAt(sql.at(at).text());
        }
        S3Url from = S3Url.parse(sql.at(at + 1).content());
        return new CopyCommand(table, columns, from, CopyOptions.parse(sql, at + 2))::run;
    }

    private String run(Work work) throws IOException {
        Backend backend = work.backend();
        int tableId =
                Integer.parseInt(backend.value("select to_regclass(" + Sql.literal(table.render()) + ")::oid::integer")
                        .orElseThrow(() -> Refusal.of("XX000", "Cannot COPY into nonexistent table " + table.last())));
        List<CopyColumn> columns = columns(backend);
        long query = work.cluster().history().nextId();
        int session = Integer.parseInt(backend.value("select pg_backend_pid()").orElseThrow());
        CopySource source = new CopySource(work.cluster().s3());
        List<Entry> entries = source.entries(from, options.manifest);
        CopyLoad load = new CopyLoad(work, options, columns, table.last(), tableId, session, query, Instant.now());
        backend.beginCopy("copy " + table.render() + " ("
                + columns.stream().map(CopyColumn::name).map(Sql::quote).collect(Collectors.joining(", "))
                + ") from stdin");
        boolean copied = false;
        try {
            for (Entry entry : entries) {
                try (InputStream in = source.open(entry, options.compression)) {
                    load.file(entry, in);
                } catch (SdkException failed) {
                    throw CopySource.refusal(failed);
                } catch (IOException broken) {
                    throw unreadable(entry, broken);
                }
            }
            copied = true;
        } finally {
            if (!copied || options.noLoad) {
                backend.abandonCopy();
            }
        }
        if (!options.noLoad) {
            backend.endCopy();
        }
        backend.query("select set_config('pg_standin.copy_count', '" + load.rows() + "', false), "
                + "set_config('pg_standin.copy_id', '" + query + "', false)");
        for (CopyLoad.LoadedFile file : load.committed()) {
            // in the session's own transaction, whose snapshot would hide what another connection writes
            backend.query("insert into pg_standin.load_commit values (" + query + ", " + Sql.literal(file.name())
                    + ", clock_timestamp() at time zone 'UTC', " + file.lines() + ", " + file.bytes() + ")");
        }
        work.notices()
                .accept("Load into table '" + table.last() + "' completed, " + load.rows()
                        + " record(s) loaded successfully.");
        return "COPY";
    }

    /** The detail is a block of lines, of which one names the object. */
    private Refusal unreadable(Entry entry, IOException broken) {
        String message = "failed to inflate with " + options.compression + ": " + broken.getMessage();
        String rule = "  -----------------------------------------------\n";
        return Refusal.of("XX000", message)
                .with(
                        'D',
                        "\n" + rule + "  error:  " + message + "\n  code:      9001\n  context:   S3 key being read : "
                                + entry.url() + "\n" + rule);
    }

    private List<CopyColumn> columns(Backend backend) throws IOException {
        List<List<String>> rows = backend.query(
                "select attname, typname, case when typname in ('varchar', 'bpchar') then atttypmod - 4 else 0 end, "
                        + "case when typname = 'numeric' then ((atttypmod - 4) >> 16) & 65535 else 0 end, "
                        + "case when typname = 'numeric' then (atttypmod - 4) & 2047 else 0 end, attnotnull "
                        + "from pg_attribute inner join pg_type on atttypid = pg_type.oid "
                        + "where attrelid = " + Sql.literal(table.render())
                        + "::regclass and attnum > 0 and not attisdropped and attidentity = '' order by attnum");
        Map<String, CopyColumn> known = rows.stream()
                .map(row -> new CopyColumn(
                        row.get(0),
                        row.get(1),
                        Integer.parseInt(row.get(2)),
                        Integer.parseInt(row.get(3)),
                        Integer.parseInt(row.get(4)),
                        row.get(5).equals("t")))
                .collect(Collectors.toMap(
                        CopyColumn::name, Function.identity(), (a, b) -> a, java.util.LinkedHashMap::new));
        if (named.isEmpty()) {
            return new ArrayList<>(known.values());
        }
        List<CopyColumn> wanted = new ArrayList<>();
        for (String name : named) {
            if (!known.containsKey(name)) {
                throw Refusal.of(
                        "42703", "column \"" + name + "\" of relation \"" + table.last() + "\" does not exist");
            }
            wanted.add(known.get(name));
        }
        return wanted;
    }
}
