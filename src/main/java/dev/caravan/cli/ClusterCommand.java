package dev.caravan.cli;

import picocli.CommandLine.Command;

@Command(
        name = "cluster",
        description = "Starts, shows, pauses and stops the environment's Redshift warehouse in AWS.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ClusterStartCommand.class,
            ClusterStatusCommand.class,
            ClusterStopCommand.class,
            ClusterPauseCommand.class,
            ClusterResumeCommand.class
        },
        footer = {
            "",
            "Each command goes on from what is there: one that was cut off is simply given again.",
            "Credentials, region and endpoints are those of AWS's SDK: AWS_PROFILE, AWS_REGION, aws sso login."
        })
final class ClusterCommand {}
