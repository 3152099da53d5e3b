package dev.caravan.cli;

import picocli.CommandLine.Command;

@Command(
        name = "docs",
        description = "The page as a folder of files: market, catalog, lineage and runs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DocsGenerateCommand.class, DocsServeCommand.class})
final class DocsCommand {}
