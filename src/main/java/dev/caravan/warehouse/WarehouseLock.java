package dev.caravan.warehouse;

/**
 * The right to change a warehouse, which one holder has at a time. It ends when it is closed, and soon after its process
 * ends, however that ends.
 */
public interface WarehouseLock extends AutoCloseable {

    /** Makes it last longer where it would run out; asked every few seconds, from one thread at a time. */
    boolean isStillHeld();

    @Override
    void close();
}
