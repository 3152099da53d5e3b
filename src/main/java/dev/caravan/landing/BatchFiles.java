package dev.caravan.landing;

import java.io.IOException;
import java.util.OptionalLong;

/** The files of one committed batch, wherever they lie. */
interface BatchFiles {

    /** Where a person finds a file. */
    String place(String name);

    /** The size of a file, nothing where it is missing. */
    OptionalLong sizeBytes(String name) throws IOException;

    byte[] bytes(String name) throws IOException;
}
