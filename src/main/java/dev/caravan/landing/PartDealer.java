package dev.caravan.landing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Deals the rows of a batch to its parts. Several slices read best what comes in a multiple of as many parts, all about as
 * large (AWS Redshift, "Loading data files": files of 1 MB to 1 GB), so a round of parts is open at once and gets blocks of
 * rows in turn; a small batch stays one part.
 *
 * <p>When a round is full, rows wait until there are enough for another whole round. What is too little for one is dealt to
 * the full round in the end. For one thread.
 */
final class PartDealer implements Closeable {
    static final int PART = 2;
    static final int LINE = 3;

    private static final long BLOCK_BYTES = 1L << 20;
    // Some 300 KB of buffers each, and as much again in zstd.
    private static final int MOST_OPEN = 64;
    private static final int BLOCKS_IN_ONE = 8;
    private static final long UNKNOWN = -1;

    private final Spool spool;
    private final List<String> header;
    private final Compression compression;
    private final long partBytes;
    private final long blockBytes;
    private final int round;
    private final Finished finished;

    private final List<Part> parts = new ArrayList<>();
    private final List<PartFile> open = new ArrayList<>();
    private Optional<WaitingRows> waiting = Optional.empty();
    private int turn;
    private boolean opening;
    private long charsOfTurn;
    private long charsOfRound;
    // how many characters make a block, where it was seen once
    private long blockChars = UNKNOWN;

    /** Takes each part that is full. */
    interface Finished {
        void put(Path file) throws IOException;
    }

    PartDealer(Spool spool, List<String> header, LandingSettings settings, Finished finished) {
        this.spool = spool;
        this.header = header;
        this.finished = finished;
        compression = settings.compression();
        partBytes = settings.partSizeBytes();
        blockBytes = Math.min(BLOCK_BYTES, partBytes);
        round = openAtOnce(settings.slices());
    }

    /** The largest divisor that memory bears, so that the number of parts suits the slices all the same. */
    static int openAtOnce(int slices) {
        int open = Math.min(slices, MOST_OPEN);
        while (slices % open != 0) {
            open--;
        }
        return open;
    }

    /** @param row whose part and line are filled in here */
    void append(String[] row) throws IOException {
        if (waiting.isPresent()) {
            await(waiting.get(), row);
            return;
        }
        charsOfTurn += put(row);
        if (!turnIsOver()) {
            return;
        }
        if (blockChars == UNKNOWN) {
            blockChars = Math.max(BLOCKS_IN_ONE, charsOfTurn);
        }
        charsOfTurn = 0;
        opening = false;
        turn = (turn + 1) % round;
        if (turn == 0 && open.get(0).sizeBytes() >= partBytes) {
            endRound();
        }
    }

    /** Ends the last parts and gives all of them. */
    List<Part> finish() throws IOException {
        if (waiting.isPresent()) {
            spread(waiting.get());
        }
        finishRound();
        return List.copyOf(parts);
    }

    long rows() {
        return parts.stream().mapToLong(Part::rows).sum()
                + open.stream().mapToLong(PartFile::rows).sum()
                + waiting.map(WaitingRows::rows).orElse(0L);
    }

    private long put(String[] row) throws IOException {
        PartFile part = partOfTurn();
        row[PART] = Integer.toString(parts.size() + turn);
        row[LINE] = Long.toString(part.nextLine());
        part.append(Arrays.asList(row));
        long length = length(row);
        charsOfRound += length;
        return length;
    }

    /**
     * The first block is measured; the others have as many characters, which no compressor holds back. When a
     * part has its first one, smaller blocks keep all of them closer together.
     */
    private boolean turnIsOver() {
        if (round == 1) {
            return open.get(0).sizeBytes() >= partBytes;
        }
        if (blockChars == UNKNOWN) {
            return open.get(turn).sizeBytes() >= blockBytes;
        }
        return charsOfTurn >= (opening ? blockChars : blockChars / BLOCKS_IN_ONE);
    }

    private void endRound() throws IOException {
        if (round == 1) {
            finishRound();
            return;
        }
        waiting = Optional.of(new WaitingRows(spool.resolve("waiting-" + parts.size()), header.size()));
    }

    private void await(WaitingRows rows, String[] row) throws IOException {
        rows.add(row, length(row));
        if (rows.chars() >= round * blockChars && rows.rows() >= round) {
            finishRound();
            spread(rows);
            if (open.get(0).sizeBytes() >= partBytes) {
                endRound();
            }
        }
    }

    /** Deals rows whose number is known evenly to a round, and at least one to each part where there are as many. */
    private void spread(WaitingRows rows) throws IOException {
        long[] dealt = new long[2];
        rows.replay(row -> {
            dealt[0] += put(row);
            dealt[1]++;
            int behind = round - 1 - turn;
            if (behind > 0 && (dealt[0] * round >= rows.chars() * (turn + 1) || rows.rows() - dealt[1] <= behind)) {
                turn++;
            }
        });
        waiting = Optional.empty();
        opening = false;
        turn = 0;
    }

    private PartFile partOfTurn() throws IOException {
        if (turn == open.size()) {
            String name = String.format("part-%05d", parts.size() + turn) + compression.suffix();
            opening = true;
            open.add(new PartFile(spool.resolve(name), compression, header, round == 1));
        }
        return open.get(turn);
    }

    private void finishRound() throws IOException {
        long bytes = open.stream().mapToLong(PartFile::sizeBytes).sum();
        while (!open.isEmpty()) {
            PartFile part = open.remove(0);
            parts.add(part.finish());
            finished.put(part.file());
        }
        if (round > 1 && bytes > 0) {
            blockChars = Math.max(BLOCKS_IN_ONE, (long) ((double) charsOfRound * blockBytes / bytes));
        }
        charsOfRound = 0;
        charsOfTurn = 0;
        turn = 0;
    }

    private static long length(String[] row) {
        long length = row.length;
        for (String value : row) {
            length += value == null ? 0 : value.length();
        }
        return length;
    }

    /** Closes every file, also where one of them cannot be: the first failure is thrown. */
    @Override
    public void close() throws IOException {
        List<Closeable> files = new ArrayList<>(open);
        waiting.ifPresent(files::add);
        open.clear();
        waiting = Optional.empty();
        IOException failure = null;
        for (Closeable file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
