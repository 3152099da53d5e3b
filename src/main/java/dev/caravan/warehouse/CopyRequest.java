package dev.caravan.warehouse;

import static java.util.Objects.requireNonNull;

import dev.caravan.sql.Relation;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/**
 * Files to be copied into a raw table. Every file is CSV after RFC 4180 in UTF-8 with one header line that is exactly
 * {@code columns}; an empty unquoted field is null, {@code ""} is the empty text.
 *
 * @param columns the header, all of them columns of the table
 * @param manifest gives a COPY manifest that lists the same files; only a warehouse that reads the landing itself asks for it
 */
public record CopyRequest(Relation into, List<String> columns, Supplier<URI> manifest, List<CopyFile> files) {
    public CopyRequest {
        requireNonNull(into, "into is null");
        requireNonNull(manifest, "manifest is null");
        columns = List.copyOf(columns);
        files = List.copyOf(files);
    }
}
