package dev.caravan.docs.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.Relationship;
import dev.caravan.compile.SmallProject;
import dev.caravan.docs.star.Star;
import dev.caravan.docs.star.StarColumn;
import dev.caravan.docs.star.StarTable;
import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import dev.caravan.sql.SqlType;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class StarDiagramTest {
    private static final String HOSTILE = "</text><script>alert(1)</script>&\"'\u202e\u0000\u2028";

    @TempDir
    Path directory;

    @Test
    void keysAreShownAndOtherColumnsAreCounted() throws Exception {
        Document svg = parsed(StarDiagram.svg(star("Coins.", "coin_id", "name")));

        assertThat(texts(svg, "text"))
                .containsExactly(
                        "dim_coin",
                        "PK",
                        "coin_id",
                        "bigint",
                        "1 more column",
                        "fct_quotes",
                        "FK",
                        "coin_id",
                        "bigint");
    }

    @Test
    void allColumnsAreShownWhereTheyAreAskedFor() throws Exception {
        Document svg = parsed(StarDiagram.svgOfAllColumns(star("Coins.", "coin_id", "name")));

        assertThat(texts(svg, "text")).contains("name", "varchar").doesNotContain("1 more column");
    }

    @Test
    void whoDoesNotSeeThePictureIsToldWhatItShows() throws Exception {
        Document svg = parsed(StarDiagram.svg(star("Coins.", "coin_id", "name")));

        assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(texts(svg, "title"))
                .containsExactly(
                        "Entity diagram of the star", "fct_quotes.coin_id → dim_coin.coin_id", "Coins.", "Quotes.");
        assertThat(texts(svg, "desc"))
                .containsExactly("Tables: dim_coin, fct_quotes. fct_quotes.coin_id points at dim_coin.coin_id.");
    }

    @Test
    void namesFromOutsideStayText() throws Exception {
        Document svg = parsed(StarDiagram.svgOfAllColumns(star(HOSTILE, "coin_id", HOSTILE)));

        String shown = HOSTILE.replace("\u0000", "");
        assertThat(texts(svg, "text")).contains(shown);
        assertThat(texts(svg, "title")).contains(shown);
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void martsStandInNoStarAndAnEmptyStarIsAPicture() throws Exception {
        SmallProject project = new SmallProject(directory).file("models/marts/movers.sql", "select 1 as id");

        Document svg = parsed(StarDiagram.svg(Star.declared(project.compile())));

        assertThat(texts(svg, "text")).isEmpty();
    }

    @Test
    void theSameStarIsDrawnTheSame() {
        Star star = star("Coins.", "coin_id", "name");

        assertThat(StarDiagram.svg(star)).isEqualTo(StarDiagram.svg(star)).doesNotContain("http://www.w3.org/1999");
    }

    private static Star star(String description, String key, String other) {
        NodeId coin = NodeId.model("dim_coin");
        NodeId quotes = NodeId.model("fct_quotes");
        StarColumn id = new StarColumn(key, "", Optional.of(SqlType.of(SqlType.Kind.BIGINT)), true);
        StarColumn name = new StarColumn(other, "", Optional.of(SqlType.varchar()), false);
        return new Star(
                List.of(
                        new StarTable(
                                coin,
                                "dim_coin",
                                Relation.of("star", "dim_coin"),
                                description,
                                List.of(id, name),
                                List.of(List.of(key)),
                                List.of(),
                                Optional.empty()),
                        new StarTable(
                                quotes,
                                "fct_quotes",
                                Relation.of("star", "fct_quotes"),
                                "Quotes.",
                                List.of(id),
                                List.of(),
                                List.of(),
                                Optional.empty())),
                List.of(new Relationship(quotes, key, coin, key)));
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document svg, String element) {
        NodeList found = svg.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
