package dev.caravan.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that look at the page with a real Chromium. A test takes a {@link Visit}, and fails where the page wrote an error to
 * the console, threw one, or asked another host for anything. The demo, filled once for all classes, answers; a class that
 * needs another server starts a {@link DemoSite} and has its visit go there.
 *
 * <p>Chromium is what {@code CHROMIUM} names, or else what is installed in the usual places. Where there is none, the tests
 * are skipped and standard error says so; with {@code BROWSER_TESTS=required} they fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserExtension.class)
@Timeout(120)
@interface BrowserTest {}
