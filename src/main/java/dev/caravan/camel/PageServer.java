package dev.caravan.camel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * Camel's HTTP server, which health and routes of {@code platform-http} share, with what Camel cannot be told: pages are
 * mounted before it listens, so that no request ever meets it unguarded; connections that nothing passes are closed; and
 * an address that cannot be opened is a failure, where Camel goes on without a server.
 */
final class PageServer extends VertxPlatformHttpServer {
    /** More than the pause between two heartbeats of a page's events. */
    private static final int IDLE_SECONDS = 60;
    /** A question with a filter a column is longer than the 4 KB that Vert.x allows. */
    private static final int LONGEST_FIRST_LINE_BYTES = 8 << 10;

    private static final Set<String> SECURE = Set.of("TLSv1.2", "TLSv1.3");

    private final VertxPlatformHttpServerConfiguration configuration;
    private final StandaloneSettings settings;
    private final BiConsumer<Vertx, Router> pages;
    private Optional<HttpServer> listening = Optional.empty();

    PageServer(StandaloneSettings settings, BiConsumer<Vertx, Router> pages) {
        this(configuration(settings), settings, pages);
    }

    private PageServer(
            VertxPlatformHttpServerConfiguration configuration,
            StandaloneSettings settings,
            BiConsumer<Vertx, Router> pages) {
        super(configuration);
        this.configuration = configuration;
        this.settings = settings;
        this.pages = pages;
    }

    private static VertxPlatformHttpServerConfiguration configuration(StandaloneSettings settings) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(settings.host());
        configuration.setBindPort(settings.port());
        return configuration;
    }

    @Override
    public HttpServer getServer() {
        return listening.orElseThrow();
    }

    @Override
    public int getPort() {
        return listening.map(HttpServer::actualPort).orElseGet(super::getPort);
    }

    /** A browser that once came by HTTPS does not come by HTTP again, whoever asks it to; the port speaks nothing else. */
    private static void onlyByTls(RoutingContext context) {
        context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        context.next();
    }

    @Override
    protected void initializeServer() {
        super.initializeServer();
        settings.tls().ifPresent(tls -> router().route().handler(PageServer::onlyByTls));
        pages.accept(getVertx(), router());
    }

    @Override
    protected void startServer() throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxInitialLineLength(LONGEST_FIRST_LINE_BYTES)
                // no browser asks for it
                .setHttp2ClearTextEnabled(false);
        settings.tls().ifPresent(tls -> options.setSsl(true)
                .setEnabledSecureTransportProtocols(SECURE)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(tls.certificate().toString())
                        .setKeyPath(tls.key().toString())));
        HttpServer server = getVertx().createHttpServer(options).requestHandler(router());
        await(server.listen(configuration.getBindPort(), configuration.getBindHost()));
        listening = Optional.of(server);
    }

    @Override
    protected void stopServer() {
        getCamelContext().removeComponent(PlatformHttpConstants.PLATFORM_HTTP_COMPONENT_NAME);
        listening.ifPresent(server -> await(server.close()));
        listening = Optional.empty();
    }

    @Override
    protected void stopVertx() {
        await(getVertx().close());
    }

    private VertxPlatformHttpRouter router() {
        return VertxPlatformHttpRouter.lookup(
                getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(configuration.getPort()));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
