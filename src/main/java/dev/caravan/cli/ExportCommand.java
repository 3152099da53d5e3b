package dev.caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Files for other tools; each kind is a command below it. */
@Command(
        name = "export",
        description = "Writes the star for other tools: a Power BI project, a Jupyter notebook.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ExportPowerBiCommand.class, ExportNotebookCommand.class, HelpCommand.class})
final class ExportCommand {}
