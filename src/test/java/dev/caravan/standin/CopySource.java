package dev.caravan.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects that a COPY reads: "Using a manifest to specify data files". */
final class CopySource {
    private final S3Client s3;

    CopySource(S3Client s3) {
        this.s3 = s3;
    }

    record Entry(S3Url url, long sizeBytes) {}

    /** Of a manifest: the entries that exist; one that is mandatory must. */
    List<Entry> entries(S3Url from, boolean manifest) throws IOException {
        return manifest ? ofManifest(from) : ofPrefix(from);
    }

    InputStream open(Entry entry, String compression) throws IOException {
        try {
            InputStream raw = s3.getObject(
                    get -> get.bucket(entry.url().bucket()).key(entry.url().key()));
            return switch (compression) {
                case "gzip" -> new GZIPInputStream(raw, 1 << 16);
                case "zstd" -> new ZstdInputStream(raw);
                default -> raw;
            };
        } catch (SdkException failed) {
            throw refusal(failed);
        }
    }

    static Refusal refusal(SdkException failed) {
        if (failed instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return Refusal.of(
                    "XX000",
                    "S3ServiceException:" + service.awsErrorDetails().errorMessage() + ",Status " + service.statusCode()
                            + ",Error " + service.awsErrorDetails().errorCode());
        }
        return Refusal.of("XX000", "S3CurlException: " + failed.getMessage());
    }

    private List<Entry> ofManifest(S3Url manifest) throws IOException {
        JsonNode json;
        try (InputStream in = s3.getObject(get -> get.bucket(manifest.bucket()).key(manifest.key()))) {
            json = new ObjectMapper().readTree(in);
        } catch (SdkException failed) {
            throw Refusal.of(
                    "XX000",
                    "Problem reading manifest file - " + refusal(failed).getMessage());
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw Refusal.of("XX000", "Manifest file is not in correct json format");
        }
        if (!json.path("entries").isArray()) {
            throw Refusal.of("XX000", "Manifest file is not in correct json format");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode node : json.path("entries")) {
            S3Url url = S3Url.parse(node.path("url").asText());
            try {
                long size = s3.headObject(head -> head.bucket(url.bucket()).key(url.key()))
                        .contentLength();
                JsonNode declared = node.path("meta").path("content_length");
                if (!declared.isMissingNode() && declared.asLong() != size) {
                    throw Refusal.of(
                            "XX000",
                            "The length of file " + url + " is " + size + ", and the manifest says "
                                    + declared.asLong());
                }
                entries.add(new Entry(url, size));
            } catch (AwsServiceException missing) {
                if (missing.statusCode() != 404 || node.path("mandatory").asBoolean(false)) {
                    throw Refusal.of(
                            "XX000",
                            "S3ServiceException:The specified key does not exist.,Status " + missing.statusCode()
                                    + ",Error NoSuchKey,Key " + url.key());
                }
            } catch (SdkException failed) {
                throw refusal(failed);
            }
        }
        return entries;
    }

    private List<Entry> ofPrefix(S3Url prefix) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (S3Object object : s3.listObjectsV2Paginator(
                            list -> list.bucket(prefix.bucket()).prefix(prefix.key()))
                    .contents()) {
                entries.add(new Entry(new S3Url(prefix.bucket(), object.key()), object.size()));
            }
        } catch (SdkException failed) {
            throw refusal(failed);
        }
        if (entries.isEmpty()) {
            throw Refusal.of("XX000", "The specified S3 prefix '" + prefix.key() + "' does not exist");
        }
        return entries;
    }
}
