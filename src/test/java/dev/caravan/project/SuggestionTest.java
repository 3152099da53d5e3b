package dev.caravan.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> KNOWN = List.of("stg_coins", "stg_markets", "dim_coin");

    @Test
    void aMissingLetterIsNear() {
        assertThat(Suggestion.nearest("stg_coin", KNOWN)).contains("stg_coins");
    }

    @Test
    void swappedNeighboursAndCaseAreNear() {
        assertThat(Suggestion.nearest("dmi_coin", KNOWN)).contains("dim_coin");
        assertThat(Suggestion.nearest("DIM_COIN", KNOWN)).contains("dim_coin");
    }

    @Test
    void anotherWordIsNotNear() {
        assertThat(Suggestion.nearest("exchanges", KNOWN)).isEmpty();
        assertThat(Suggestion.didYouMean("exchanges", KNOWN, "Write it.")).isEqualTo("Write it.");
    }

    @Test
    void ofEquallyNearNamesTheFirstInOrderIsTaken() {
        assertThat(Suggestion.didYouMean("b1", List.of("b3", "b2"), "")).isEqualTo("Did you mean \"b2\"?");
    }
}
