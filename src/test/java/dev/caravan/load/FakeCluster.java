package dev.caravan.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sql.Column;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Connections;
import dev.caravan.warehouse.CopyFile;
import dev.caravan.warehouse.CopyRequest;
import dev.caravan.warehouse.LockAttempt;
import dev.caravan.warehouse.Materializations;
import dev.caravan.warehouse.ReadSettings;
import dev.caravan.warehouse.Reads;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A real warehouse that asks for each COPY's manifest, as one does that reads the landing itself, and notes the files. */
final class FakeCluster implements Warehouse {
    private final Warehouse warehouse;
    private final Consumer<CopyRequest> onCopy;
    private final List<List<String>> copies = new ArrayList<>();
    private int answersToLose;

    FakeCluster(Warehouse warehouse, Consumer<CopyRequest> onCopy) {
        this.warehouse = warehouse;
        this.onCopy = onCopy;
    }

    /** The first copy is committed, nobody hears of it, and so its work is done again. */
    FakeCluster losingTheFirstAnswerToACommit() {
        answersToLose = 1;
        return this;
    }

    /** The names of the files of each copy. */
    List<List<String>> copies() {
        return copies;
    }

    @Override
    public Dialect dialect() {
        return warehouse.dialect();
    }

    @Override
    public DataSource dataSource() {
        return warehouse.dataSource();
    }

    @Override
    public Connections connections() {
        return warehouse.connections();
    }

    @Override
    public Materializations materializations() {
        return warehouse.materializations();
    }

    @Override
    public <T> T inTransaction(Repeat repeat, TransactionWork<T> work) {
        T done = warehouse.inTransaction(repeat, transaction -> work.in(new Noted(transaction)));
        if (answersToLose > 0 && !copies.isEmpty()) {
            answersToLose--;
            assertThat(repeat).isEqualTo(Repeat.ALSO_IF_UNKNOWN);
            return inTransaction(repeat, work);
        }
        return done;
    }

    @Override
    public <T> T readOnly(TransactionWork<T> work) {
        return warehouse.readOnly(work);
    }

    @Override
    public Reads reads(ReadSettings settings) {
        return warehouse.reads(settings);
    }

    @Override
    public Catalog catalog() {
        return warehouse.catalog();
    }

    @Override
    public LockAttempt tryLock(String holder) {
        return warehouse.tryLock(holder);
    }

    @Override
    public int slices() {
        return warehouse.slices();
    }

    @Override
    public void cancelRunning() {
        warehouse.cancelRunning();
    }

    @Override
    public void close() {
        warehouse.close();
    }

    private final class Noted implements Transaction {
        private final Transaction transaction;

        Noted(Transaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public long execute(String sql, Object... values) {
            return transaction.execute(sql, values);
        }

        @Override
        public <T> List<T> query(String sql, RowReader<T> reader, Object... values) {
            return transaction.query(sql, reader, values);
        }

        @Override
        public void each(String sql, RowConsumer consumer) {
            transaction.each(sql, consumer);
        }

        @Override
        public void select(String sql, ResultReader reader, Object... values) {
            transaction.select(sql, reader, values);
        }

        @Override
        public void stream(String sql, long maxRows, ResultReader reader, Object... values) {
            transaction.stream(sql, maxRows, reader, values);
        }

        @Override
        public List<Column> describe(String select) {
            return transaction.describe(select);
        }

        @Override
        public long copy(CopyRequest request) {
            copies.add(request.files().stream().map(CopyFile::name).toList());
            onCopy.accept(request);
            return transaction.copy(request);
        }
    }
}
