package dev.caravan.standin;

import com.github.luben.zstd.ZstdOutputStream;
import dev.caravan.standin.Token.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** UNLOAD of a query as one CSV file to Amazon S3. */
final class UnloadCommand {
    private final Sql query;
    private final S3Url to;
    private boolean csv;
    private boolean header;
    private boolean manifest;
    private boolean overwrite;
    private String compression = "";
    private String extension = "";

    private UnloadCommand(Sql query, S3Url to) {
        this.query = query;
        this.to = to;
    }

    static Plan.Step parse(Sql sql) {
        if (!sql.isAt(1, "(") || sql.at(2).kind() != Kind.TEXT || !sql.isAt(3, ")", "to")) {
            throw Refusal.syntaxErrorAt(sql.at(1).text());
        }
        Sql query = Names.fold(Sql.of(sql.at(2).content()));
        new RedshiftRules().check(query, false);
        if (query.findOutside(0, "limit") > 0) {
            throw Refusal.unsupported("Limit clause is not supported");
        }
        UnloadCommand unload = new UnloadCommand(
                Translation.translate(query), S3Url.parse(sql.at(5).content()));
        boolean authorized = unload.options(sql);
        if (!authorized) {
            throw Refusal.of("42601", "UNLOAD to Amazon S3 needs authorization: IAM_ROLE or CREDENTIALS");
        }
        if (!unload.csv) {
            throw Refusal.beyondTheStandIn("UNLOAD in another format than CSV");
        }
        return unload::run;
    }

    private boolean options(Sql sql) {
        boolean authorized = false;
        for (int i = 6; i < sql.size(); i++) {
            String word = sql.at(i).text().toLowerCase(Locale.ROOT);
            switch (word) {
                case "format", "as", "with", "verbose", "default" -> {}
                case "csv" -> csv = true;
                case "parquet", "json" -> throw Refusal.beyondTheStandIn("UNLOAD as " + word);
                case "header" -> header = true;
                case "manifest" -> manifest = true;
                case "allowoverwrite", "cleanpath" -> overwrite = true;
                case "gzip" -> compression = ".gz";
                case "zstd" -> compression = ".zst";
                case "iam_role", "credentials", "access_key_id", "secret_access_key", "session_token" ->
                    authorized = true;
                case "extension" -> extension = "." + sql.at(++i).content();
                case "region", "delimiter", "null", "kms_key_id", "maxfilesize", "rowgroupsize" -> {
                    i += sql.at(i + 1).is("as") ? 2 : 1;
                    i += sql.at(i + 1).isAny("mb", "gb") ? 1 : 0;
                }
                case "parallel", "encrypted", "addquotes" ->
                    i += sql.at(i + 1).isAny("on", "off", "true", "false", "auto") ? 1 : 0;
                default -> {
                    if (sql.at(i).kind() != Kind.TEXT) {
                        throw Refusal.syntaxErrorAt(word);
                    }
                }
            }
        }
        return authorized;
    }

    private String run(Work work) throws IOException {
        S3Client s3 = work.cluster().s3();
        String key = to.key() + "000" + extension + compression;
        try {
            boolean occupied = !s3.listObjectsV2(
                            list -> list.bucket(to.bucket()).prefix(to.key()))
                    .contents()
                    .isEmpty();
            if (occupied && !overwrite) {
                throw Refusal.of(
                        "XX000",
                        "Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, "
                                + "manually removing the target files in S3, or using the ALLOWOVERWRITE option.");
            }
            Lines lines = lines(work);
            s3.putObject(put -> put.bucket(to.bucket()).key(key), RequestBody.fromBytes(lines.bytes));
            if (manifest) {
                String text = "{\n  \"entries\": [\n    {\"url\":\"s3://" + to.bucket() + "/" + key
                        + "\",\"meta\":{\"content_length\":" + lines.bytes.length + "}}\n  ]\n}\n";
                s3.putObject(put -> put.bucket(to.bucket()).key(to.key() + "manifest"), RequestBody.fromString(text));
            }
            work.notices().accept("UNLOAD completed, " + lines.rows + " record(s) unloaded successfully.");
        } catch (SdkException failed) {
            throw CopySource.refusal(failed);
        }
        return "UNLOAD";
    }

    private record Lines(byte[] bytes, long rows) {}

    private Lines lines(Work work) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long[] count = {header ? -1 : 0};
        try (OutputStream out = compressed(bytes)) {
            work.backend()
                    .copyOut(
                            "copy (" + query.render() + ") to stdout with (format csv" + (header ? ", header)" : ")"),
                            line -> {
                                try {
                                    out.write(line);
                                    count[0]++;
                                } catch (IOException impossible) {
                                    throw new UncheckedIOException(impossible);
                                }
                            });
        }
        return new Lines(bytes.toByteArray(), count[0]);
    }

    private OutputStream compressed(OutputStream out) throws IOException {
        return switch (compression) {
            case ".gz" -> new GZIPOutputStream(out);
            case ".zst" -> new ZstdOutputStream(out);
            default -> out;
        };
    }
}
