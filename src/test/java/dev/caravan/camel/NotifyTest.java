package dev.caravan.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.caravan.pipeline.Event;
import dev.caravan.pipeline.Event.Kind;
import dev.caravan.pipeline.Steps;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The shipped routes that tell people, with real receivers: an HTTP server and a mail server of the test. */
@Timeout(120)
class NotifyTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Event FAILURE = new Event(
            Kind.FAILURE,
            "run",
            "run failed\ncoins: the \"answer\" is no JSON, ünd so on",
            Optional.of("0198c1f2"),
            Instant.parse("2026-11-30T03:00:00Z"));

    private final FakeSteps steps = new FakeSteps();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Properties properties = new Properties();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            String body = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
            posted.add(exchange.getRequestURI() + " " + type + " " + body);
        });
        server.start();
        properties.setProperty("notify.retry-delay-millis", "1");
    }

    @AfterEach
    void close() {
        context.stop();
        server.stop(0);
    }

    @Test
    void aWebhookGetsTheEventAsJson() throws Exception {
        properties.setProperty("notify.webhook.url", url("/hook/canary"));
        start();

        steps.tell(FAILURE);

        await().atMost(LONG).until(() -> !posted.isEmpty());
        assertThat(posted)
                .containsExactly("/hook/canary application/json {\"kind\":\"failure\",\"environment\":\"night\","
                        + "\"subject\":\"run\",\"text\":\"run failed\\ncoins: the \\\"answer\\\" is no JSON, ünd so on\","
                        + "\"at\":\"2026-11-30T03:00:00Z\",\"run_id\":\"0198c1f2\"}");
    }

    @Test
    void slackGetsAMessage() throws Exception {
        properties.setProperty("notify.slack.url", url("/services/T0/B0/canary"));
        start();

        steps.tell(FAILURE);

        await().atMost(LONG).until(() -> !posted.isEmpty());
        assertThat(posted)
                .containsExactly("/services/T0/B0/canary application/json {\"text\": \"[night] failure: run failed\\n"
                        + "coins: the \\\"answer\\\" is no JSON, ünd so on\"}");
    }

    /** Slack calls a whole channel, and shows links under other words, by what stands in angle brackets. */
    @Test
    void slackTakesNoOrdersFromAFieldsName() throws Exception {
        properties.setProperty("notify.slack.url", url("/"));
        start();

        steps.tell(Event.of(
                Kind.DRIFT, "coins", "a new field \"<!channel> & <http://evil.example|ok>', ${body}\"", Instant.EPOCH));

        await().atMost(LONG).until(() -> !posted.isEmpty());
        assertThat(posted)
                .containsExactly("/ application/json {\"text\": \"[night] drift: a new field \\\"&lt;!channel&gt; &amp;"
                        + " &lt;http://evil.example|ok&gt;', ${body}\\\"\"}");
    }

    @Test
    void aMailHasNoHeaderOfAnEventsOwn() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mail.start();
        try {
            properties.setProperty("notify.mail.to", "night@example.org");
            properties.setProperty("notify.mail.host", "127.0.0.1");
            properties.setProperty(
                    "notify.mail.port", Integer.toString(mail.getSmtp().getPort()));
            properties.setProperty("notify.mail.tls", "false");
            start();
            String name = "coins\r\nBcc: victim@example.org\r\n\r\nforged";

            steps.tell(new Event(Kind.DRIFT, name, name, Optional.of(name), Instant.EPOCH));

            assertThat(mail.waitForIncomingEmail(20_000, 1)).isTrue();
            assertThat(mail.getReceivedMessages()).hasSize(1);
            MimeMessage message = mail.getReceivedMessages()[0];
            assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly("night@example.org");
            assertThat(message.getHeader("Bcc")).isNull();
            assertThat(message.getContent().toString()).startsWith("coins");
        } finally {
            mail.stop();
        }
    }

    @Test
    void aMailIsPlainText() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mail.start();
        try {
            properties.setProperty("notify.mail.to", "night@example.org,day@example.org");
            properties.setProperty("notify.mail.from", "caravan@example.org");
            properties.setProperty("notify.mail.host", "127.0.0.1");
            properties.setProperty(
                    "notify.mail.port", Integer.toString(mail.getSmtp().getPort()));
            properties.setProperty("notify.mail.tls", "false");
            start();

            steps.tell(FAILURE);

            assertThat(mail.waitForIncomingEmail(20_000, 1)).isTrue();
            MimeMessage message = mail.getReceivedMessages()[0];
            assertThat(message.getSubject()).isEqualTo("Caravan night: failure of run");
            assertThat(message.getFrom()[0]).hasToString("caravan@example.org");
            assertThat(message.getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly("night@example.org", "day@example.org");
            assertThat(message.getContentType()).startsWith("text/plain");
            assertThat(message.getContent().toString().replace("\r", "").strip())
                    .isEqualTo("run failed\ncoins: the \"answer\" is no JSON, ünd so on\n\n"
                            + "2026-11-30T03:00:00Z, run 0198c1f2");
            // by which filters of mail may go
            assertThat(GreenMailUtil.getHeaders(message)).contains("CaravanEventKind: failure");
        } finally {
            mail.stop();
        }
    }

    @Test
    void aUserLogsInToTheMailServer() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mail.setUser("night@example.org", "night", "can&ary+%41)");
        mail.start();
        try {
            properties.setProperty("notify.mail.to", "night@example.org");
            properties.setProperty("notify.mail.host", "127.0.0.1");
            properties.setProperty(
                    "notify.mail.port", Integer.toString(mail.getSmtp().getPort()));
            properties.setProperty("notify.mail.tls", "false");
            properties.setProperty("notify.mail.user", "night");
            properties.setProperty("notify.mail.password", "can&ary+%41)");
            start();

            steps.tell(FAILURE);

            assertThat(mail.waitForIncomingEmail(20_000, 1)).isTrue();
        } finally {
            mail.stop();
        }
    }

    @Test
    void aMailServerWithoutTlsGetsNothingUnlessItIsAllowed() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mail.start();
        ListAppender<ILoggingEvent> log = logged();
        try {
            properties.setProperty("notify.mail.to", "night@example.org");
            properties.setProperty("notify.mail.host", "127.0.0.1");
            properties.setProperty(
                    "notify.mail.port", Integer.toString(mail.getSmtp().getPort()));
            start();

            steps.tell(FAILURE);

            await().atMost(LONG).until(() -> !log.list.isEmpty());
            assertThat(log.list.get(0).getFormattedMessage())
                    .isEqualTo(
                            "nobody is told of failure of run: STARTTLS is required but host does not support STARTTLS");
            assertThat(mail.getReceivedMessages()).isEmpty();
        } finally {
            mail.stop();
        }
    }

    @Test
    void onlyTheKindsThatAreWantedAreTold() throws Exception {
        properties.setProperty("notify.webhook.url", url("/"));
        properties.setProperty("notify.kinds", "stale, drift");
        start();

        steps.tell(FAILURE);
        steps.tell(Event.of(Kind.DRIFT, "coins", "coins has a new field \"moon\"", Instant.EPOCH));

        await().atMost(LONG).until(() -> !posted.isEmpty());
        assertThat(posted)
                .singleElement()
                .asString()
                .contains("\"kind\":\"drift\"")
                .doesNotContain("run_id");
    }

    @Test
    void whatCannotBeSentIsOneWarningThatDoesNotNameTheUrl() throws Exception {
        properties.setProperty("notify.webhook.url", url("/hook/canary"));
        status.set(503);
        ListAppender<ILoggingEvent> log = logged();
        start();

        steps.tell(FAILURE);

        await().atMost(LONG).until(() -> !log.list.isEmpty());
        assertThat(asked).hasValue(4);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("nobody is told of failure of run: the server answers 503");
    }

    @Test
    void nothingListensWhereNothingIsSet() throws Exception {
        start();

        assertThat(context.getRoutes()).isEmpty();
    }

    @Test
    void aKindThatThereIsNotStopsTheStart() {
        properties.setProperty("notify.webhook.url", url("/"));
        properties.setProperty("notify.kinds", "failures");

        assertThatThrownBy(this::start)
                .hasMessage("caravan:events knows no kind failures: there are failure, recovery, stale, drift");
    }

    private ListAppender<ILoggingEvent> logged() {
        ListAppender<ILoggingEvent> appender = new ListAppender<>() {
            @Override
            protected synchronized void append(ILoggingEvent event) {
                super.append(event);
            }
        };
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        ((Logger) LoggerFactory.getLogger(EventConsumer.class)).addAppender(appender);
        return appender;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void start() throws Exception {
        context.getPropertiesComponent().setInitialProperties(properties);
        context.addComponent("caravan", new CaravanComponent());
        context.getRegistry().bind("steps", Steps.class, steps);
        context.getRegistry().bind("plainHeaders", PlainHeaders.strategy());
        context.getRegistry().bind("noHiddenRetries", new NoHiddenRetries());
        context.start();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveResource(
                        context, "file:" + Path.of("routes/notify.camel.yaml").toAbsolutePath()));
    }
}
