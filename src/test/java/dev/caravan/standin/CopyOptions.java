package dev.caravan.standin;

import dev.caravan.standin.Token.Kind;
import java.util.Locale;
import java.util.Optional;

/** What stands behind {@code from 's3://...'}: "COPY parameter reference". */
final class CopyOptions {
    private final Sql sql;
    private int at;

    boolean manifest;
    boolean csv;
    boolean authorized;
    boolean emptyAsNull;
    boolean blanksAsNull;
    boolean truncateColumns;
    boolean fillRecord;
    boolean ignoreBlankLines;
    boolean noLoad;
    boolean anyTime;
    boolean anyDate;
    String compression = "none";
    String nullText = "\\N";
    char delimiter = ',';
    char quote = '"';
    int headerLines;
    long maxErrors;
    Optional<Character> invalidCharacter = Optional.empty();

    private CopyOptions(Sql sql, int at) {
        this.sql = sql;
        this.at = at;
    }

    static CopyOptions parse(Sql sql, int from) {
        CopyOptions options = new CopyOptions(sql, from);
        while (options.at < sql.size()) {
            options.next();
        }
        if (!options.authorized) {
            throw Refusal.of("42601", "COPY from Amazon S3 needs authorization: IAM_ROLE or CREDENTIALS");
        }
        if (!options.csv) {
            throw Refusal.beyondTheStandIn("COPY of anything but CSV");
        }
        return options;
    }

    private void next() {
        String word = sql.at(at++).text().toLowerCase(Locale.ROOT);
        switch (word) {
            case "manifest" -> manifest = true;
            case "format" -> {
                skip("as");
                format();
            }
            case "csv" -> csv = true;
            case "iam_role", "credentials", "access_key_id", "secret_access_key", "session_token" -> {
                skip("as");
                if (!sql.at(at).is("default")) {
                    text();
                } else {
                    at++;
                }
                authorized = true;
            }
            case "with" -> {}
            case "gzip", "zstd" -> compression = word;
            case "bzip2", "lzop" -> throw Refusal.beyondTheStandIn("COPY of " + word);
            case "region", "encoding" -> {
                skip("as");
                value();
            }
            case "delimiter" -> {
                skip("as");
                delimiter = text().charAt(0);
            }
            case "quote" -> {
                skip("as");
                quote = text().charAt(0);
            }
            case "null" -> {
                skip("as");
                nullText = text();
            }
            case "ignoreheader" -> {
                skip("as");
                headerLines = Integer.parseInt(value());
            }
            case "maxerror" -> {
                skip("as");
                maxErrors = Long.parseLong(value());
            }
            case "timeformat" -> {
                skip("as");
                anyTime = text().equalsIgnoreCase("auto");
            }
            case "dateformat" -> {
                skip("as");
                anyDate = text().equalsIgnoreCase("auto");
            }
            case "acceptinvchars" -> {
                skip("as");
                invalidCharacter = Optional.of(sql.at(at).kind() == Kind.TEXT ? text().charAt(0) : '?');
            }
            case "emptyasnull" -> emptyAsNull = true;
            case "blanksasnull" -> blanksAsNull = true;
            case "truncatecolumns" -> truncateColumns = true;
            case "fillrecord" -> fillRecord = true;
            case "ignoreblanklines" -> ignoreBlankLines = true;
            case "noload" -> noLoad = true;
            case "compupdate", "statupdate" -> {
                if (sql.at(at).isAny("on", "off", "true", "false", "preset")) {
                    at++;
                }
            }
            case "trimblanks", "roundec", "explicit_ids", "acceptanydate" -> {}
            case "comprows" -> value();
            default -> throw Refusal.syntaxErrorAt(word);
        }
    }

    private void format() {
        String format = sql.at(at++).text().toLowerCase(Locale.ROOT);
        if (!format.equals("csv")) {
            throw Refusal.beyondTheStandIn("COPY of format " + format);
        }
        csv = true;
    }

    private void skip(String word) {
        if (sql.at(at).is(word)) {
            at++;
        }
    }

    private String text() {
        if (sql.at(at).kind() != Kind.TEXT) {
            throw Refusal.syntaxErrorAt(sql.at(at).text());
        }
        return sql.at(at++).content();
    }

    private String value() {
        return sql.at(at).kind() == Kind.TEXT ? text() : sql.at(at++).text();
    }
}
