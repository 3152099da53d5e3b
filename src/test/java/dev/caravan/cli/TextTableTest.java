package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.cli.TextTable.Align;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void alignsCellsAndShowsControlCharactersOfNames() {
        TextTable table = new TextTable(List.of("name", "rows"), List.of(Align.LEFT, Align.RIGHT));
        table.add(List.of("Thore Exchange\r\n", "7"));
        table.add(List.of("\033[31mred", "1,000"));

        List<String> printed = new ArrayList<>();
        table.print(printed::add);

        assertThat(printed)
                .containsExactly(
                        "name                         rows",
                        "──────────────────────────  -----".replace('-', '─'),
                        "Thore Exchange\\u000d\\u000a      7",
                        "\\u001b[31mred               1,000");
    }
}
