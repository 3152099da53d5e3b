package dev.caravan.compile;

import freemarker.core.Environment;
import freemarker.core.TemplateNumberFormat;
import freemarker.core.TemplateNumberFormatFactory;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * Prints numbers digit by digit in every locale. FreeMarker's own format for computers writes {@code 0.000000005} as
 * {@code 5E-9}, which SQL takes for a floating-point number.
 */
final class PlainNumbers extends TemplateNumberFormatFactory {
    static final String NAME = "plain";

    @Override
    public TemplateNumberFormat get(String parameters, Locale locale, Environment environment) {
        return new Format();
    }

    private static final class Format extends TemplateNumberFormat {
        @Override
        public String formatToPlainText(TemplateNumberModel number) throws TemplateModelException {
            BigDecimal value = new BigDecimal(number.getAsNumber().toString());
            return (value.scale() > 0 ? value.stripTrailingZeros() : value).toPlainString();
        }

        @Override
        public boolean isLocaleBound() {
            return false;
        }

        @Override
        public String getDescription() {
            return NAME;
        }
    }
}
