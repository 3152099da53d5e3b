package dev.caravan.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives every command the shell that it runs in. */
final class CommandFactory implements IFactory {
    private final Shell shell;
    private final IFactory otherwise = CommandLine.defaultFactory();

    CommandFactory(Shell shell) {
        this.shell = shell;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Shell.class) {
                return type.cast(constructor.newInstance(shell));
            }
        }
        return otherwise.create(type);
    }
}
