/* Coins by market cap: a map whose areas are the values and whose colours are the changes, and the same as a table. */
(function () {
    "use strict";

    const { html, hooks, format, parts, chart } = caravan;
    const { useMemo, useState } = hooks;
    const { Answer, Card, Change, Chart, Choice, Figure, Table } = parts;
    const changes = [
        { id: "percent_change_1h", label: "1h", title: "Change in one hour", full: 2 },
        { id: "percent_change_24h", label: "24h", title: "Change in 24 hours", full: 8 },
        { id: "percent_change_7d", label: "7d", title: "Change in seven days", full: 20 },
    ];

    function coinLink(coin) {
        return caravan.link("market", ["coin", coin.coin_id]);
    }

    /** From faint to full colour as the change grows; `full` percent and more are full. */
    function tint(colour, value, full) {
        const part = Math.min(1, Math.abs(value || 0) / full);
        const tone = value >= 0 ? colour.rise : colour.fall;
        return `color-mix(in srgb, ${tone} ${Math.round(14 + part * 50)}%, ${colour.surface})`;
    }

    /* ECharts knows no color-mix; an element does. */
    function resolved(mix) {
        const probe = document.createElement("span");
        probe.style.color = mix;
        document.body.append(probe);
        const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
        probe.remove();
        return `rgb(${[red, green, blue].map((part) => Math.round(part <= 1 ? part * 255 : part)).join()})`;
    }

    function mapOption(coins, change) {
        return (colour) => ({
            tooltip: {
                ...chart.tooltip(colour),
                formatter: ({ data: { coin } }) => coin && [
                    `${format.isolated(coin.name)} (${format.isolated(coin.symbol)})`, `Value  ${format.compactMoney(coin.market_cap_usd)}`, `Price  ${format.money(coin.price_usd)}`,
                    ...changes.map(({ id, label }) => `${label.padEnd(5)}  ${format.change(coin[id])}`),
                ].join("\n"),
            },
            series: [{
                id: "coins", type: "treemap", roam: false, nodeClick: false, breadcrumb: { show: false }, left: 0, right: 0, top: 0, bottom: 0,
                itemStyle: { borderColor: colour.surface, borderWidth: 1, gapWidth: 1 },
                label: {
                    color: colour.ink, fontSize: 13, lineHeight: 18, overflow: "truncate",
                    formatter: ({ data: { coin } }) => (coin ? `{name|${coin.symbol}}\n${format.change(coin[change.id])}` : ""),
                    rich: { name: { fontWeight: 650, fontSize: 14, color: colour.ink, lineHeight: 20 } },
                },
                data: coins.map((coin) => ({
                    name: coin.symbol, value: Number(coin.market_cap_usd), coin,
                    itemStyle: { color: resolved(tint(colour, coin[change.id], change.full)) },
                })),
            }],
        });
    }

    function tableColumns(largest) {
        return [
            { name: "place", label: "#", kind: "number" },
            { name: "name", label: "Coin", kind: "text", render: (name, coin) => html`<a href=${coinLink(coin)}><bdi>${name}</bdi></a> <bdi class="muted">${coin.symbol}</bdi>` },
            { name: "price_usd", label: "Price", kind: "number", render: format.money },
            ...changes.map(({ id, label }) => ({ name: id, label, kind: "number", render: (value) => html`<${Change} value=${value} />` })),
            {
                name: "market_cap_usd", label: "Market cap", kind: "number",
                render: (value) => html`<span class="market-bar" style=${{ "--part": value / largest }}>${format.compactMoney(value)}</span>`,
            },
        ];
    }

    function Map({ coins, change }) {
        const option = useMemo(() => mapOption(coins.slice(0, 50), change), [coins, change]);
        return html`<${Chart} option=${option} height=${420} on=${{ click: ({ data }) => data?.coin && caravan.go(coinLink(data.coin)) }}
            label=${`The ${Math.min(50, coins.length)} coins of greatest market cap; areas are values, colours are ${change.title.toLowerCase()}`}
            table=${() => ({
                columns: ["Coin", "Market cap", change.title],
                rows: coins.slice(0, 50).map((coin) => [coin.name, format.compactMoney(coin.market_cap_usd), format.change(coin[change.id])]),
            })} />`;
    }

    function CoinTable({ coins }) {
        const [sort, setSort] = useState({ column: "place", descending: false });
        const rows = useMemo(() => [...coins].sort((left, right) => {
            const [one, other] = [left[sort.column], right[sort.column]];
            return (typeof one === "string" ? one.localeCompare(other) : one - other) * (sort.descending ? -1 : 1);
        }), [coins, sort]);
        return html`<${Table} caption="Coins by market cap" columns=${tableColumns(Math.max(...coins.map((coin) => coin.market_cap_usd)))}
            rows=${rows} sort=${sort} onSort=${setSort} rowKey=${(coin) => coin.coin_id} />`;
    }

    function MarketCaps({ answer, coins }) {
        const [shown, setShown] = useState("map");
        const [change, setChange] = useState(changes[1]);
        const tools = html`
            ${shown === "map" && html`<${Choice} label="Change over" options=${changes} selected=${change.id}
                onSelect=${(id) => setChange(changes.find((one) => one.id === id))} />`}
            <${Choice} label="Show as" options=${[{ id: "map", label: "Map" }, { id: "table", label: "Table" }]} selected=${shown} onSelect=${setShown} />`;
        return html`<${Card} title="Coins by market cap" note=${coins && `The first ${coins.length}; the area is the value, the colour the change.`} actions=${tools}>
            <${Answer} of=${answer} height=${420}>${() => (shown === "map"
                ? html`<${Map} coins=${coins} change=${change} />`
                : html`<${CoinTable} coins=${coins} />`)}</${Answer}>
        </${Card}>`;
    }

    function sum(coins, name) {
        return coins.reduce((total, coin) => total + Number(coin[name] || 0), 0);
    }

    function Summary({ coins }) {
        const value = sum(coins, "market_cap_usd");
        const risen = coins.filter((coin) => coin.percent_change_24h > 0).length;
        const yesterday = coins.reduce((total, coin) => total + coin.market_cap_usd / (1 + (coin.percent_change_24h || 0) / 100), 0);
        const [first] = coins;
        return html`<dl class="figures market-summary">
            <${Figure} label=${`Value of the first ${coins.length}`} value=${format.compactMoney(value)}><${Change} value=${(value / yesterday - 1) * 100} /></${Figure}>
            <${Figure} label="Traded in 24 hours" value=${format.compactMoney(sum(coins, "volume_usd_24h"))} />
            <${Figure} label=${`${first.symbol} share`} value=${format.percent((first.market_cap_usd / value) * 100, 1)} />
            <${Figure} label="Risen in 24 hours" value=${`${risen} of ${coins.length}`} />
            <${Figure} label="As of" value=${format.time(Math.max(...coins.map((coin) => coin.extracted_at)))} />
        </dl>`;
    }

    Object.assign(parts, { MarketCaps, MarketSummary: Summary });
})();
