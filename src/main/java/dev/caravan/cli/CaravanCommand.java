package dev.caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The word {@code caravan} itself; every capability is a command below it. */
@Command(
        name = "caravan",
        description = "Carries data from an API to a star schema in one process.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            StartCommand.class,
            ExtractCommand.class,
            LoadCommand.class,
            MigrateCommand.class,
            BuildCommand.class,
            BackfillCommand.class,
            TestCommand.class,
            CompileCommand.class,
            LsCommand.class,
            ShowCommand.class,
            QueryCommand.class,
            ExportCommand.class,
            ClusterCommand.class,
            DocsCommand.class,
            PruneCommand.class,
            CleanCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 all good; 1 something failed and the summary says what; 2 wrong usage.",
            "Try: caravan run --env demo"
        })
final class CaravanCommand {}
