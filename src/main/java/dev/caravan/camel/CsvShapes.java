package dev.caravan.camel;

import dev.caravan.landing.CsvShape;
import java.util.regex.Pattern;

/** The shape of CSV files that an endpoint describes. */
final class CsvShapes {
    private CsvShapes() {}

    static CsvShape of(CaravanEndpoint endpoint) {
        return new CsvShape(
                Pattern.compile(CaravanEndpoint.required("header", endpoint.getHeader())),
                CaravanEndpoint.required("timeColumn", endpoint.getTimeColumn()));
    }
}
