package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The port with a certificate of its own, as {@code web.tls-certificate} gives it one. */
@Timeout(120)
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path directory;

    private static DemoSite demo;
    private static SSLContext trusting;

    @BeforeAll
    static void listen() throws Exception {
        KeyStore made = keyStore();
        Key key = made.getKey("page", PASSWORD);
        Path certificate =
                pem("page.crt", "CERTIFICATE", made.getCertificate("page").getEncoded());
        Path privateKey = pem("page.key", "PRIVATE KEY", key.getEncoded());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("page", made.getCertificate("page"));
        trust.init(trusted);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
        demo = DemoSite.empty(
                directory.resolve("demo"),
                Map.of("web.tls-certificate", certificate.toString(), "web.tls-key", privateKey.toString()));
    }

    @AfterAll
    static void close() {
        demo.close();
    }

    @Test
    void whoTrustsTheCertificateReads() throws Exception {
        HttpResponse<String> answer = get(trusting);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(answer.headers().firstValue("strict-transport-security")).contains("max-age=31536000");
    }

    @Test
    void whoDoesNotTrustItIsNotConnected() {
        assertThatThrownBy(() -> get(SSLContext.getDefault())).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void oldProtocolsAreRefused() throws Exception {
        assertThat(handshake("TLSv1.2")).isEqualTo("TLSv1.2");
        for (String old : List.of("TLSv1", "TLSv1.1")) {
            assertThatThrownBy(() -> handshake(old)).as(old).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void plainHttpIsNotAnswered() throws IOException {
        URI plain = URI.create("http://127.0.0.1:" + demo.url().getPort() + "/");

        assertThat(new Asking(plain).raw("GET / HTTP/1.1", "Host: 127.0.0.1")).doesNotContain("HTTP/1.1 ");
    }

    private static String handshake(String protocol) throws IOException {
        try (SSLSocket socket = (SSLSocket)
                trusting.getSocketFactory().createSocket("127.0.0.1", demo.url().getPort())) {
            socket.setSoTimeout(30_000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private static HttpResponse<String> get(SSLContext context) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(demo.url().resolve("api/site")).build();
        return HttpClient.newBuilder().sslContext(context).build().send(request, BodyHandlers.ofString());
    }

    /** As an operator makes one without a library: the JDK's keytool. */
    private static KeyStore keyStore() throws Exception {
        Path file = directory.resolve("page.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(("-genkeypair -alias page -keyalg EC -groupname secp256r1 -validity 2 -dname CN=caravan"
                        + " -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass changeit -keystore")
                .split(" ")));
        command.add(file.toString());
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static Path pem(String name, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                directory.resolve(name), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
