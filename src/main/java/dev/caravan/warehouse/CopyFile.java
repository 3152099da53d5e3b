package dev.caravan.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** One file of a {@link CopyRequest}, wherever it lies. */
public interface CopyFile {

    /**
     * The file as a message names it, with the batch that it is of. Ends in {@code .csv}, {@code .csv.gz} or
     * {@code .csv.zst}; the ending says the compression.
     */
    String name();

    /** How many rows the landing says the file has, the header not counted. */
    long rows();

    long sizeBytes();

    /** Where the file lies in the landing, as the manifest names it. */
    URI uri();

    /** The file where it lies on this machine's disk already; else the adapter spools {@link #open}. */
    Optional<Path> local();

    /** The compressed bytes. */
    InputStream open() throws IOException;
}
