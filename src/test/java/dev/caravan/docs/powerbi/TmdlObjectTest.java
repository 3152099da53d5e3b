package dev.caravan.docs.powerbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader that exports are checked with refuses what Power BI Desktop would. */
class TmdlObjectTest {

    @Test
    void objectsAreReadWithWhatBelongsToThem() {
        TmdlObject table = TmdlObject.read("table 'a b'\n\tlineageTag: x\n\n\tcolumn c\n\t\tisHidden\n")
                .get(0);

        assertThat(table.name).isEqualTo("a b");
        assertThat(table.properties).containsEntry("lineageTag", "x");
        assertThat(table.all("column").get(0).properties).containsEntry("isHidden", "true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    table a b | "table a b" is neither an object nor a property
                    table a~>column c.d | "column c.d" is neither an object nor a property
                    table a~>>column c | "column c" is indented too deep
                    table a~    column c | "column c" is indented by blanks
                    table a~>isHidden | "isHidden" is no property of a table
                    table a~>lineageTag: x~>lineageTag: y | "lineageTag: y" is there twice
                    table a~>column c~>measure C = 1 | "measure C = 1" is there twice
                    table a~>column c~>lineageTag: x | "lineageTag: x" is a property after an object
                    table a~>partition p = m~>>source =~>mode: import | "source =" has no expression below it
                    /// nothing~~table a | "/// nothing" describes nothing
                    """)
    void whatBreaksARuleIsRefused(String text, String message) {
        assertThatThrownBy(() -> TmdlObject.read(text.replace("~", "\n").replace(">", "\t")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
