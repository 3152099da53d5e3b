package dev.caravan.cluster;

import dev.caravan.project.CaravanException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends requests: one that is throttled beyond the SDK's own patience is sent again, and so is a change that comes too early.
 * Everything else that fails becomes a problem that names the right it needs.
 */
final class Calls {
    private static final Logger log = LoggerFactory.getLogger(Calls.class);
    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(20);
    // what passes by itself: another change is under way, or a network interface goes some minutes after its cluster
    private static final List<String> TOO_EARLY = List.of(
            "DependencyViolation",
            "InvalidGroup.InUse",
            "InvalidGroup.NotFound",
            "InvalidClusterState",
            "InvalidClusterStateFault",
            "InvalidClusterParameterGroupState",
            "InvalidClusterSubnetGroupStateFault",
            "ConflictException",
            "ConcurrentModification",
            "EntityTemporarilyUnmodifiable");
    // a role is known to Redshift some seconds after IAM has made it; both services tell it in words alone
    private static final Pattern ROLE_NOT_YET_KNOWN = Pattern.compile(
            "(?is).*\\brole\\b.*(not valid|invalid|not exist|not found|not authorized to assume|cannot be assumed).*");

    private final Patience patience;
    private final ClusterProgress progress;

    Calls(Patience patience, ClusterProgress progress) {
        this.patience = new Patience(
                patience.clock(),
                patience.pause(),
                patience.timeout().compareTo(LONGEST_SETTLING) < 0 ? patience.timeout() : LONGEST_SETTLING);
        this.progress = progress;
    }

    /** @param action in IAM's words, such as {@code iam:GetRole} */
    <T> T ask(String action, Supplier<T> request) {
        return repeat(action, action, List.of(), false, request);
    }

    /** What is asked for, or nothing where AWS says so by one of these codes. */
    <T> Optional<T> find(String action, Supplier<T> request, String... absent) {
        List<String> codes = List.of(absent);
        return expecting(codes, () -> repeat(action, action, codes, false, request));
    }

    /** Changes something of ours. */
    <T> T change(String action, String thing, Supplier<T> request) {
        log.info("{} {}", action, thing);
        return repeat(action, thing, List.of(), true, request);
    }

    /** Makes or deletes; content where AWS says by one of these codes that it is done already. */
    <T> void settle(String action, String thing, Supplier<T> request, String... done) {
        log.info("{} {}", action, thing);
        List<String> codes = List.of(done);
        expecting(codes, () -> repeat(action, thing, codes, true, request));
    }

    private static <T> Optional<T> expecting(List<String> codes, Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (CaravanException e) {
            if (e.getCause() instanceof AwsServiceException answer && codes.contains(AwsProblems.code(answer))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> T repeat(String action, String thing, List<String> expected, boolean settling, Supplier<T> request) {
        Patience.Waiting waiting = patience.begin(thing);
        while (true) {
            try {
                return request.get();
            } catch (SdkException e) {
                boolean goesOn = AwsProblems.isThrottling(e) || settling && isTooEarly(e, expected);
                if (!goesOn || waiting.waited().compareTo(patience.timeout()) >= 0) {
                    throw new CaravanException(AwsProblems.of(action, e), e);
                }
                String because = AwsProblems.isThrottling(e)
                        ? "throttled by AWS"
                        : "not yet possible (" + AwsProblems.code((AwsServiceException) e) + ")";
                progress.waits(thing, because, waiting.waited());
                waiting.pause(because);
            }
        }
    }

    private static boolean isTooEarly(SdkException failure, List<String> expected) {
        if (!(failure instanceof AwsServiceException answer) || expected.contains(AwsProblems.code(answer))) {
            return false;
        }
        String code = AwsProblems.code(answer);
        return TOO_EARLY.contains(code)
                || List.of("InvalidParameterValue", "ValidationException").contains(code)
                        && ROLE_NOT_YET_KNOWN.matcher(answer.getMessage()).matches();
    }
}
