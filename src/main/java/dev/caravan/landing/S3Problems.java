package dev.caravan.landing;

import dev.caravan.project.Problem;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What S3's answers and the SDK's failures mean to the person who set the environment up. */
final class S3Problems {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int MOVED = 301;
    private static final int MOVED_FOR_NOW = 307;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final List<String> OTHER_REGION =
            List.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException");

    private S3Problems() {}

    static Problem of(String place, SdkException failure) {
        return failure instanceof AwsServiceException answer ? answered(place, answer) : unanswered(place, failure);
    }

    private static Problem answered(String place, AwsServiceException answer) {
        int status = answer.statusCode();
        String code = Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .filter(text -> !text.isBlank())
                .orElse("no reason given");
        String said = code + " (" + status + ")";
        if (code.equals("NoSuchBucket")) {
            return Problem.at(
                    place, "there is no such bucket", "Create the bucket, or name another one in landing.uri.");
        }
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return Problem.at(
                    place,
                    "access is refused: " + said,
                    "Check " + S3Settings.ACCESS_KEY_ID + " and " + S3Settings.SECRET_ACCESS_KEY
                            + ", or the role that the process has: it must list, read and write there.");
        }
        if (status == MOVED || status == MOVED_FOR_NOW || OTHER_REGION.contains(code)) {
            return Problem.at(
                    place, "the bucket is in another region: " + said, "Set " + S3Settings.REGION + " to its region.");
        }
        if (status == TOO_MANY || status >= SERVER_ERROR) {
            return Problem.at(
                    place,
                    "the server is in trouble: " + said,
                    "Run again later; " + S3Settings.ATTEMPTS + " says how often a request is sent.");
        }
        return Problem.at(place, "the server refuses: " + said, "Check landing.uri and the landing.s3 settings.");
    }

    private static Problem unanswered(String place, SdkException failure) {
        Throwable reason = innermost(failure);
        if (reason instanceof UnknownHostException) {
            return unreachable(place, "no host \"" + reason.getMessage() + "\"");
        }
        if (reason instanceof IOException) {
            return unreachable(place, reason.getMessage());
        }
        if (String.valueOf(failure.getMessage()).contains("load credentials")) {
            return Problem.at(
                    place,
                    "no credentials are found",
                    "Set " + S3Settings.ACCESS_KEY_ID + " and " + S3Settings.SECRET_ACCESS_KEY
                            + ", or give the process a role.");
        }
        return Problem.at(
                place, "cannot be asked: " + failure.getMessage(), "Check landing.uri and the landing.s3 settings.");
    }

    private static Problem unreachable(String place, String reason) {
        return Problem.at(
                place,
                "the server cannot be reached: " + reason,
                "Check " + S3Settings.ENDPOINT + ", the network, and that the server runs.");
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
