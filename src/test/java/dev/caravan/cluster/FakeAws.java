package dev.caravan.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An account in AWS: IAM, STS, EC2 and Redshift over HTTP in their own formats. It remembers every call, fails on order, and
 * can fall silent after a change, as for a process that is killed then.
 */
public final class FakeAws implements AutoCloseable {
    public static final String ACCOUNT = "123456789012";
    static final String SECRET = "arn:aws:secretsmanager:us-east-1:" + ACCOUNT + ":secret:redshift!caravan-night-admin";
    private static final String CALLER_ADDRESS = "198.51.100.23";
    private static final int NEVER = Integer.MAX_VALUE;
    private static final Map<String, String> SETTINGS = Map.of(
            "aws.accessKeyId", "AKIDOFTHETEST",
            "aws.secretAccessKey", "a-secret-of-the-test",
            "aws.region", "us-east-1",
            // the waits of the SDK's own attempts are real ones
            "aws.maxAttempts", "1");
    private static final String ENDPOINT = "aws.endpointUrl";

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final HttpServer server;
    private final Things things = new Things();
    private final FakeIam iam = new FakeIam(things);
    private final FakeEc2 ec2 = new FakeEc2(things);
    private final FakeRedshift redshift = new FakeRedshift(things);
    private final FakeServerless serverless = new FakeServerless(things);
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> calls = new ArrayList<>();
    private final Map<String, List<Refusal>> faults = new HashMap<>();
    private int changesLeft = NEVER;
    private boolean silent;

    private FakeAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(thread);
        server.createContext("/", this::handle);
        server.createContext("/my-address", exchange -> send(exchange, 200, CALLER_ADDRESS + "\n"));
        server.start();
        SETTINGS.forEach(System::setProperty);
        System.setProperty(ENDPOINT, url());
    }

    public static FakeAws start() throws IOException {
        return new FakeAws();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    Things things() {
        return things;
    }

    /** What stands in the account, each with its status. */
    public synchronized List<String> names() {
        return things.names();
    }

    /** Every call so far that changed something, in order. */
    public synchronized List<String> changes() {
        return calls.stream().filter(FakeAws::isChange).toList();
    }

    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized void forgetCalls() {
        calls.clear();
    }

    /** The next calls of this action fail. */
    synchronized void fail(String action, int times, Refusal refusal) {
        for (int i = 0; i < times; i++) {
            faults.computeIfAbsent(action, key -> new ArrayList<>()).add(refusal);
        }
    }

    /** Falls silent once so many changes are asked for, before it answers the last one. */
    synchronized void cutAfter(int changes) {
        changesLeft = changes;
    }

    synchronized void heal() {
        changesLeft = NEVER;
        silent = false;
    }

    synchronized boolean wasCut() {
        return silent;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (silent) {
            exchange.close();
            return;
        }
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        boolean isJson = target != null;
        Request request = isJson ? new Request(target.replaceFirst(".*\\.", ""), Map.of()) : Request.parse(body);
        String version = isJson ? "" : request.text("Version");
        calls.add(request.action());
        int status = 200;
        String answer;
        try {
            List<Refusal> ordered = faults.getOrDefault(request.action(), List.of());
            if (!ordered.isEmpty()) {
                throw ordered.remove(0);
            }
            answer = isJson
                    ? serverless.answer(request.action(), json.readTree(body)).toString()
                    : xml(version, request);
        } catch (Refusal refusal) {
            status = refusal.status();
            answer = isJson ? error(refusal) : error(version, refusal);
        } catch (RuntimeException defect) {
            status = 400;
            Refusal told = new Refusal(status, "DefectOfTheFake", String.valueOf(defect));
            answer = isJson ? error(told) : error(version, told);
        }
        // a change that is refused counts too: it is among those that were asked for
        if (isChange(request.action()) && --changesLeft == 0) {
            silent = true;
            exchange.close();
            return;
        }
        send(exchange, status, answer);
    }

    private String xml(String version, Request request) {
        String action = request.action();
        return switch (version) {
            case "2016-11-15" ->
                "<" + action + "Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId>"
                        + ec2.answer(request) + "</" + action + "Response>";
            case "2010-05-08" -> result(action, iam.answer(request));
            case "2012-12-01" -> result(action, redshift.answer(request));
            case "2011-06-15" ->
                result(
                        action,
                        "<Arn>arn:aws:iam::" + ACCOUNT + ":user/ada</Arn><UserId>A</UserId><Account>" + ACCOUNT
                                + "</Account>");
            default -> throw new IllegalArgumentException("no service of version " + version);
        };
    }

    private static String result(String action, String content) {
        return "<" + action + "Response><" + action + "Result>" + content + "</" + action
                + "Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></" + action + "Response>";
    }

    private static String error(String version, Refusal refusal) {
        String error = "<Error><Type>Sender</Type><Code>" + refusal.code() + "</Code><Message>" + refusal.getMessage()
                + "</Message></Error>";
        return version.equals("2016-11-15")
                ? "<Response><Errors>" + error + "</Errors><RequestID>r</RequestID></Response>"
                : "<ErrorResponse>" + error + "<RequestId>r</RequestId></ErrorResponse>";
    }

    private static String error(Refusal refusal) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("__type", refusal.code())
                .put("message", refusal.getMessage())
                .toString();
    }

    private static boolean isChange(String action) {
        return !action.matches("(Get|List|Describe).*");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
        SETTINGS.keySet().forEach(System::clearProperty);
        System.clearProperty(ENDPOINT);
    }
}
