package dev.caravan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.caravan.docs.catalog.NodeKind;
import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonTest {
    private final Json json = new Json();

    private record Head(String id, NodeKind kind) {}

    private record Page(@JsonUnwrapped Head head, List<Object> values) {}

    private record Absent(Optional<String> text, OptionalLong number, Optional<Instant> time) {}

    @Test
    void aRecordIsItsComponentsInTheirOrder() {
        Page page = new Page(new Head("a", NodeKind.ENDPOINT), List.of(1, true, "x"));

        assertThat(json.text(page)).isEqualTo("{\"id\":\"a\",\"kind\":\"endpoint\",\"values\":[1,true,\"x\"]}");
    }

    @Test
    void whatIsAbsentIsNullAndWhatIsThereStandsForItself() {
        Absent nothing = new Absent(Optional.empty(), OptionalLong.empty(), Optional.empty());
        Absent all = new Absent(Optional.of("x"), OptionalLong.of(7), Optional.of(Instant.EPOCH));

        assertThat(json.text(nothing)).isEqualTo("{\"text\":null,\"number\":null,\"time\":null}");
        assertThat(json.text(all)).isEqualTo("{\"text\":\"x\",\"number\":7,\"time\":\"1970-01-01T00:00:00Z\"}");
    }

    @Test
    void valuesHaveOneForm() {
        List<Object> values = List.of(
                new BigDecimal("1E-18"),
                new BigDecimal("12E3"),
                Duration.ofMillis(1500),
                LocalDate.of(2026, 1, 31),
                NodeId.model("dim_coin"),
                Relation.of("star", "dim_coin"));

        assertThat(json.text(values))
                .isEqualTo("[0.000000000000000001,12000,1.500,\"2026-01-31\",\"model.caravan.dim_coin\","
                        + "\"star.dim_coin\"]");
    }

    @Test
    void nothingInATextEndsAScript() {
        String text = json.text("</script><!--\u2028\u2029& \"é\u202e");

        assertThat(text).isEqualTo("\"\\u003C/script\\u003E\\u003C!--\\u2028\\u2029\\u0026 \\\"é\u202e\"");
    }
}
