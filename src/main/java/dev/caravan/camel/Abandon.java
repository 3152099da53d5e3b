package dev.caravan.camel;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Takes the spool away when the exchange ends, however it ends: what is not committed by then stays unseen. */
final class Abandon extends SynchronizationAdapter {
    private final OpenBatch batch;

    Abandon(OpenBatch batch) {
        this.batch = batch;
    }

    @Override
    public void onDone(Exchange exchange) {
        batch.writer().close();
    }
}
