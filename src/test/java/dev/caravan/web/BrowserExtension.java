package dev.caravan.web;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstantiationException;
import org.opentest4j.TestAbortedException;

/** Gives each test a visit, and all of them one browser and one demo. */
final class BrowserExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace OURS = Namespace.create(BrowserExtension.class);
    // a busy machine draws slowly; what is there is seen at once
    private static final double PATIENCE_MILLIS = 20_000;
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Visit.class || type == DemoSite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        DemoSite demo = shared(context, DemoSite.class, BrowserExtension::startDemo);
        if (parameter.getParameter().getType() == DemoSite.class) {
            return demo;
        }
        Chromium chromium = shared(context, Chromium.class, BrowserExtension::launch);
        return context.getStore(OURS)
                .getOrComputeIfAbsent(
                        Visit.class,
                        type -> new Visit(
                                chromium.browser(),
                                demo.url(),
                                SCREENSHOTS.resolve(
                                        context.getRequiredTestClass().getSimpleName())),
                        Visit.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Visit visit = context.getStore(OURS).remove(Visit.class, Visit.class);
        if (visit == null) {
            return;
        }
        try {
            if (context.getExecutionException().isEmpty()) {
                visit.assertNothingWentWrong();
            }
        } finally {
            visit.close();
        }
    }

    private static Chromium launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return Chromium.launch().orElseThrow(() -> new TestAbortedException(Chromium.MISSING));
    }

    private static DemoSite startDemo() {
        try {
            return DemoSite.filled(Path.of("target/browser-demo"));
        } catch (Exception e) {
            throw new TestInstantiationException("the demo cannot be filled", e);
        }
    }

    private static <T> T shared(ExtensionContext context, Class<T> type, java.util.function.Supplier<T> making) {
        Store store = context.getRoot().getStore(OURS);
        return store.getOrComputeIfAbsent(type, missing -> making.get(), type);
    }
}
