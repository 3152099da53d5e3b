package dev.caravan.landing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** One whole number in a JSON answer, such as how many records the source says that it has. */
public final class JsonNumber {
    private static final String DIGITS = "\\d{1,18}";

    private JsonNumber() {}

    /** Empty where nothing stands there, or no whole number; digits in quotes are one. */
    public static OptionalLong find(InputStream body, String pointer) throws IOException {
        try (JsonParser whole = new JsonFactory().createParser(body);
                JsonParser parser = new FilteringParserDelegate(
                        whole,
                        new JsonPointerBasedFilter(JsonPointer.compile(pointer)),
                        Inclusion.ONLY_INCLUDE_ALL,
                        false)) {
            if (parser.nextToken() == null || !parser.currentToken().isScalarValue()) {
                return OptionalLong.empty();
            }
            String text = parser.getText();
            return text.matches(DIGITS) ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        }
    }
}
