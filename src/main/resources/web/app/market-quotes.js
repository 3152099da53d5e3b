/* Who trades: the quotes of one coin by exchange, and the volume of exchanges by country. */
(function () {
    "use strict";

    const { html, hooks, data, format, parts } = caravan;
    const { useMemo } = hooks;
    const { Answer, Card, Change, Empty, Table } = parts;

    /** A bar to the left or right of a middle line: below or above the median price. */
    function Spread({ value, widest }) {
        const part = Math.max(-1, Math.min(1, value / widest));
        return html`<span class=${part < 0 ? "market-spread below" : "market-spread"} style=${{ "--part": Math.abs(part) }}>${format.change(value)}</span>`;
    }

    function quoteColumns(quotes) {
        const spreads = quotes.map((quote) => Math.abs(quote.spread_percent || 0)).sort((left, right) => left - right);
        const widest = Math.max(0.05, spreads[Math.floor(spreads.length * 0.9)] || 0);
        const largest = Math.max(1, ...quotes.map((quote) => quote.volume_usd_24h || 0));
        return [
            { name: "exchange_name", label: "Exchange", kind: "text" },
            { name: "quote", label: "In", kind: "short" },
            { name: "price_usd", label: "Price", kind: "number", render: format.money },
            {
                name: "spread_percent", label: "Against median", kind: "number", description: "How far the price is from the median of all quotes",
                render: (value) => (value === null ? format.none : html`<${Spread} value=${value} widest=${widest} />`),
            },
            {
                name: "volume_usd_24h", label: "Volume 24h", kind: "number",
                render: (value) => html`<span class="market-bar" style=${{ "--part": value / largest }}>${format.compactMoney(value)}</span>`,
            },
        ];
    }

    function Quotes({ coin }) {
        const answer = data.useData(coin ? "data/coin_quotes" : null, { coin_id: coin?.id }, { keep: true });
        const quotes = useMemo(() => (answer.value
            ? data.records(answer.value).sort((left, right) => right.volume_usd_24h - left.volume_usd_24h)
            : []), [answer.value]);
        return html`<${Card} title=${coin ? `${format.isolated(coin.name)} by exchange` : "Quotes by exchange"} note="Newest quotes; how far each price is from the median, and what is traded.">
            ${coin
                ? html`<${Answer} of=${answer} height=${380}>${() => (quotes.length === 0
                    ? html`<${Empty} title="No exchange quotes this coin">Quotes are fetched for the coins of the first ranks.</${Empty}>`
                    : html`<${Table} caption=${`Quotes of ${format.isolated(coin.name)} by exchange`} columns=${quoteColumns(quotes)} rows=${quotes} />`)}</${Answer}>`
                : html`<${Empty} title="This series belongs to no listed coin" />`}
        </${Card}>`;
    }

    function Countries() {
        const answer = data.useData("data/volume_by_country");
        const countries = useMemo(() => (answer.value
            ? data.records(answer.value).filter((row) => row.volume_usd_24h > 0).sort((left, right) => right.volume_usd_24h - left.volume_usd_24h)
            : []), [answer.value]);
        const largest = countries[0]?.volume_usd_24h;
        return html`<${Card} title="Exchange volume by country" note="In 24 hours, by the seat that an exchange names.">
            <${Answer} of=${answer} height=${380}>${() => html`<ol class="market-countries" tabindex="0" aria-label="Exchange volume by country">
                ${countries.map((row) => html`<li key=${row.country} style=${{ "--part": row.volume_usd_24h / largest }}>
                    <span class="market-country">${row.country}</span>
                    <span class="market-exchanges number">${format.plural(row.exchanges, "exchange")}</span>
                    <strong class="number">${format.compactMoney(row.volume_usd_24h)}</strong>
                    <span class="market-share number">${format.percent(row.volume_share_percent, 1)}</span>
                </li>`)}
            </ol>`}</${Answer}>
        </${Card}>`;
    }

    Object.assign(parts, { Quotes, Countries });
})();
