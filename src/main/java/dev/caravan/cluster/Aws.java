package dev.caravan.cluster;

import dev.caravan.project.CaravanException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * The clients. Credentials, region, endpoints and retries are the SDK's own affair: its environment variables, its profiles
 * and SSO, the machine's role. For one thread.
 */
final class Aws implements AutoCloseable {
    private final SdkHttpClient http;
    private final IamClient iam;
    private final Ec2Client ec2;
    private final RedshiftClient redshift;
    private final RedshiftServerlessClient serverless;
    private final StsClient sts;

    private Aws(SdkHttpClient http) {
        this.http = http;
        // named, because the SDK refuses to choose where several HTTP clients are on the class path
        iam = IamClient.builder().httpClient(http).build();
        ec2 = Ec2Client.builder().httpClient(http).build();
        redshift = RedshiftClient.builder().httpClient(http).build();
        serverless = RedshiftServerlessClient.builder().httpClient(http).build();
        sts = StsClient.builder().httpClient(http).build();
    }

    static Aws open() {
        SdkHttpClient http = UrlConnectionHttpClient.create();
        try {
            return new Aws(http);
        } catch (SdkException e) {
            http.close();
            throw new CaravanException(AwsProblems.of("AWS", e), e);
        }
    }

    IamClient iam() {
        return iam;
    }

    Ec2Client ec2() {
        return ec2;
    }

    RedshiftClient redshift() {
        return redshift;
    }

    RedshiftServerlessClient serverless() {
        return serverless;
    }

    Account account(Calls calls) {
        Supplier<GetCallerIdentityResponse> asking = sts::getCallerIdentity;
        GetCallerIdentityResponse identity = calls.ask("sts:GetCallerIdentity", asking);
        return new Account(
                identity.account(),
                identity.arn().split(":")[1],
                redshift.serviceClientConfiguration().region().id());
    }

    @Override
    public void close() {
        iam.close();
        ec2.close();
        redshift.close();
        serverless.close();
        sts.close();
        http.close();
    }
}
