package dev.caravan.cluster;

import dev.caravan.project.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS's refusals and the SDK's failures mean to the person who runs the command. */
final class AwsProblems {
    private static final List<String> EXPIRED =
            List.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
    private static final List<String> UNKNOWN_CREDENTIALS = List.of(
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "AuthFailure",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "OptInRequired");
    private static final List<String> DENIED =
            List.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "DependentServiceAccessDenied");
    private static final List<String> THROTTLED = List.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "RequestThrottledException",
            "TooManyRequestsException",
            "SlowDown",
            "DependentServiceRequestThrottlingFault");
    private static final Pattern DENIED_ACTION = Pattern.compile("not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)");
    private static final Pattern ACCOUNT_NUMBER = Pattern.compile("(?<!\\d)\\d{12}(?!\\d)");
    // EC2 puts some hundred characters behind this, which only sts:DecodeAuthorizationMessage reads
    private static final Pattern ENCODED =
            Pattern.compile("\\s*Encoded authorization failure message:.*", Pattern.DOTALL);
    private static final String RENEW = "Sign in again (aws sso login, or a new AWS_SESSION_TOKEN), then run the same"
            + " command: it goes on from here.";

    private AwsProblems() {}

    static String code(AwsServiceException answer) {
        return Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    static boolean isThrottling(SdkException failure) {
        return failure instanceof AwsServiceException answer && THROTTLED.contains(code(answer));
    }

    /** @param action in IAM's words, such as {@code iam:CreateRole} */
    static Problem of(String action, SdkException failure) {
        return failure instanceof AwsServiceException answer ? answered(action, answer) : unanswered(action, failure);
    }

    private static Problem answered(String action, AwsServiceException answer) {
        String code = code(answer);
        String said = said(answer);
        if (EXPIRED.contains(code)) {
            return Problem.at(action, "AWS's credentials have expired", RENEW);
        }
        if (UNKNOWN_CREDENTIALS.contains(code)) {
            return Problem.at(
                    action,
                    "AWS does not accept the credentials: " + said,
                    "Check AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SESSION_TOKEN.");
        }
        if (DENIED.contains(code)) {
            Matcher named = DENIED_ACTION.matcher(String.valueOf(answer.getMessage()));
            String lacking = named.find() ? named.group(1) : action;
            return Problem.at(
                    action,
                    "the identity lacks the right to " + lacking + ": " + said,
                    "Let an administrator allow " + lacking
                            + " to it; docs/cluster.md lists all that the command needs.");
        }
        if (isThrottling(answer)) {
            return Problem.at(
                    action,
                    "AWS refuses so many requests: " + said,
                    "Run the same command again in some minutes: it goes on from here.");
        }
        return Problem.at(action, "AWS refuses: " + said, "Mend that, and run the same command: it goes on from here.");
    }

    /** AWS's own words, without the number of the account. */
    private static String said(AwsServiceException answer) {
        String message = Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .or(() -> Optional.ofNullable(answer.getMessage()))
                .orElse("no reason given");
        String code = code(answer);
        return plain(message) + (code.isEmpty() ? "" : " (" + code + ")");
    }

    private static Problem unanswered(String action, SdkException failure) {
        String message = String.valueOf(failure.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("expired")) {
            return Problem.at(action, "AWS's credentials have expired", RENEW);
        }
        if (lower.contains("load credentials")) {
            return Problem.at(
                    action,
                    "no AWS credentials are found",
                    "Set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with aws sso login.");
        }
        if (lower.contains("load region")) {
            return Problem.at(
                    action, "no AWS region is set", "Set AWS_REGION, or a region in the profile of AWS_PROFILE.");
        }
        Throwable reason = innermost(failure);
        if (reason instanceof IOException) {
            return Problem.at(
                    action,
                    "AWS cannot be reached: " + plain(String.valueOf(reason.getMessage())),
                    "Check the network and AWS_REGION, then run the same command: it goes on from here.");
        }
        return Problem.at(action, "AWS cannot be asked: " + plain(message), "Check AWS's settings of this machine.");
    }

    private static String plain(String message) {
        return ACCOUNT_NUMBER
                .matcher(ENCODED.matcher(message).replaceFirst(""))
                .replaceAll("…")
                .strip()
                .replaceFirst("\\.$", "");
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
