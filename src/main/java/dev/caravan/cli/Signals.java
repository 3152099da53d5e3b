package dev.caravan.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hears the operating system's wish that this process ends. The JVM's own answer is to end at once, with 143 for SIGTERM,
 * and to be deaf to a second signal while its shutdown hooks run. Here the command in hand ends as it should, and the
 * exit code is its own. A signal that the process was started to ignore stays ignored.
 *
 * <p>By reflection, because {@code sun.misc.Signal}, though exported by {@code jdk.unsupported} and the only way there is,
 * is a warning to the compiler that nothing can turn off.
 */
final class Signals {
    /** {@code kill}, Ctrl-C, and a terminal that was closed. */
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    private final Deque<Runnable> restore = new ArrayDeque<>();

    /**
     * A signal that arrived.
     *
     * @param name as in {@code SIGTERM}
     */
    record Received(String name, int number) {
        private static final int BEYOND_OWN_CODES = 128;

        /** What a process that such a signal ended gives to its shell. */
        int exitCode() {
            return BEYOND_OWN_CODES + number;
        }
    }

    /** Something that takes long enough to be interrupted. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    private Signals() {}

    /** @param listener called for each signal that arrives during the work, on a thread of its own */
    static <T, E extends Exception> T during(Work<T, E> work, Consumer<Received> listener) throws E {
        Signals signals = new Signals();
        NAMES.forEach(name -> signals.handle(name, listener));
        try {
            return work.run();
        } finally {
            signals.restore.forEach(Runnable::run);
        }
    }

    private void handle(String name, Consumer<Received> listener) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object signal = signals.getConstructor(String.class).newInstance(name);
            int number = (int) signals.getMethod("getNumber").invoke(signal);
            Object handler = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlers}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            listener.accept(new Received("SIG" + name, number));
                            return null;
                        }
                        return method.invoke(listener, arguments);
                    });
            var handle = signals.getMethod("handle", signals, handlers);
            Object before = handle.invoke(null, signal, handler);
            restore.push(() -> {
                try {
                    handle.invoke(null, signal, before);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (InvocationTargetException e) {
            // this system has no such signal, or the JVM was told by -Xrs to leave signals alone
            return;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
