/* The market: a series or coin to look at closely, and the whole around it. */
(function () {
    "use strict";

    const { html, hooks, data, format, parts, chart } = caravan;
    const { useEffect, useMemo, useState } = hooks;
    const { Answer, Card, Change, Chart, Countries, Empty, Icon, MarketCaps, MarketSummary, Page, Price, Problem, Quotes, Search } = parts;
    const comparedAtMost = 7;
    const changes = ["percent_change_1h", "percent_change_24h", "percent_change_7d"];

    /** One for each market and symbol: what there is of minutes, else of hours or days. */
    function seriesOf(answer) {
        const found = new Map();
        for (const row of data.records(answer)) {
            const key = `${row.market}-${row.symbol}`;
            const known = found.get(key);
            const [from, to] = [row.first_opened_at, row.last_opened_at + 60e3];
            if (!known || row.interval_name === "minute") {
                found.set(key, { key, market: row.market, symbol: row.symbol, coinId: row.coin_id, name: row.coin_name, from, to });
            }
        }
        return [...found.values()];
    }

    function seriesOption(series) {
        return { id: series.key, label: series.symbol, detail: [series.name, series.market].filter(Boolean).join(" · "), series };
    }

    function rowsOf(table) {
        return table.rows.map((row) => Object.fromEntries(table.columns.map((column, index) => [column.name, row[index]])));
    }

    /** Coins by what is typed; the server looks for it among all of them. */
    function useCoinOptions(text) {
        const [wanted, setWanted] = useState("");
        useEffect(() => {
            const pause = setTimeout(() => setWanted(text.trim()), 200);
            return () => clearTimeout(pause);
        }, [text]);
        const answer = data.useData(wanted.length > 0 ? "tables/coins" : null, { q: wanted, limit: 40 });
        const options = useMemo(() => {
            if (!answer.value) {
                return [];
            }
            return rowsOf(answer.value).map((coin) => ({
                id: "coin-" + coin.coin_id, coinId: coin.coin_id, label: coin.name, detail: `${format.isolated(coin.symbol)} · #${coin.rank}`,
            }));
        }, [answer.value]);
        return { options, loading: answer.loading };
    }

    function Picker({ list, selected }) {
        const [text, setText] = useState("");
        const coins = useCoinOptions(text);
        const options = [...list.map(seriesOption), ...coins.options];
        const pick = (option) => caravan.go(option.series
            ? caravan.link("market", [option.series.symbol], { market: option.series.market === "spot" ? "" : option.series.market })
            : caravan.link("market", ["coin", option.coinId]));
        return html`<${Search} label="Find a coin or series" placeholder="Find a coin or series" options=${options} value=${selected?.key} loading=${coins.loading}
            onText=${setText} onPick=${pick} />`;
    }

    function Compared({ list, others, main }) {
        const change = (keys) => caravan.setParams({ compare: keys.join() });
        const keys = others.map((series) => series.key);
        const left = list.filter((series) => series !== main && !others.includes(series));
        return html`<div class="market-compared">
            ${others.length > 0 && html`<ul class="market-legend" aria-label="Compared series">${[main, ...others].map((series, place) => html`
                <li key=${series.key} style=${{ "--tone": `var(--series-${place + 1})` }}>${series.symbol} <span class="muted">${series.market}</span>
                    ${place > 0 && html`<button type="button" class="button quiet icon-only" aria-label=${`Take ${series.symbol} ${series.market} out`}
                        onClick=${() => change(keys.filter((key) => key !== series.key))}><${Icon} name="close" /></button>`}
                </li>`)}</ul>`}
            ${left.length > 0 && others.length < comparedAtMost && html`<${Search} label="Compare with a series" placeholder="Compare with" options=${left.map(seriesOption)}
                onPick=${(option) => change([...keys, option.id])} />`}
        </div>`;
    }

    function Header({ title, symbol, facts, children }) {
        return html`<header class="card-head">
            <div>
                <h2 class="market-name"><bdi>${title}</bdi> <bdi class="muted">${symbol}</bdi></h2>
                ${facts && html`<p class="market-now number"><strong>${format.money(facts.price_usd)}</strong>
                    ${changes.filter((name) => name in facts).map((name) => html`<span key=${name}>
                        <span class="muted">${name.slice("percent_change_".length)}</span> <${Change} value=${facts[name]} /></span>`)}</p>`}
            </div>
            ${children}
        </header>`;
    }

    function historyOption(polls) {
        return (colour) => ({
            grid: [{ left: 4, right: 72, top: 16, bottom: 32 }],
            xAxis: [{ ...chart.axis(colour), type: "time", splitLine: { show: false } }],
            yAxis: [{ ...chart.axis(colour), scale: true, position: "right", axisLine: { show: false }, axisLabel: { color: colour.muted, formatter: format.price } }],
            tooltip: {
                ...chart.tooltip(colour), trigger: "axis",
                formatter: ([{ value }]) => `${format.time(value[0])}\n${format.money(value[1])}`,
            },
            series: [{ id: "polls", type: "line", showSymbol: true, symbolSize: 6, lineStyle: { width: 2 }, areaStyle: { opacity: 0.08 },
                data: polls.map((poll) => [poll.extracted_at, poll.price_usd]) }],
        });
    }

    /** A coin without candles: its price at each poll. */
    function Polls({ coin, answer }) {
        const polls = useMemo(() => (answer.value ? data.records(answer.value) : []), [answer.value]);
        const option = useMemo(() => historyOption(polls), [polls]);
        return html`<${Answer} of=${answer} height=${340}>${() => (polls.length === 0
            ? html`<${Empty} title="No poll knows this coin"><a href=${caravan.link("market")}>Back to the market</a></${Empty}>`
            : html`<p class="note">No candles are landed for this coin: the line is its price at ${format.plural(polls.length, "poll")}.</p>
                <${Chart} option=${option} height=${340} label=${`Price of ${format.isolated(coin.name)} at each poll`} table=${() => ({
                    columns: ["Poll", "Price"], rows: polls.map((poll) => [format.time(poll.extracted_at), format.money(poll.price_usd)]),
                })} />`)}</${Answer}>`;
    }

    function find(list, route) {
        const [name, coinId] = route.path;
        if (name === "coin") {
            return list.find((series) => String(series.coinId) === coinId);
        }
        const market = route.params.market;
        const spotFirst = [...list].sort((left, right) => (right.market === "spot") - (left.market === "spot"));
        return name ? spotFirst.find((series) => series.symbol === name && (!market || series.market === market)) : spotFirst[0];
    }

    /** What the newest poll says of a coin: mostly it is among the greatest, which are there already. */
    function useFacts(coinId, coins) {
        const listed = coins?.find((coin) => String(coin.coin_id) === String(coinId));
        const answer = data.useData(coinId && coins && !listed ? "tables/coins" : null, { "filter.coin_id": "=" + coinId, limit: 1 });
        return listed || (answer.value && rowsOf(answer.value)[0]);
    }

    function Selected({ route, list, coins }) {
        const series = find(list, route);
        const coinId = series ? series.coinId : route.path[0] === "coin" ? route.path[1] : null;
        const history = data.useData(coinId && !series ? "data/coin_history" : null, { coin_id: coinId });
        const facts = useFacts(coinId, coins);
        const coin = coinId && { id: coinId, name: facts?.name || series?.name || `Coin ${coinId}` };
        const others = (route.params.compare || "").split(",").map((key) => list.find((one) => one.key === key)).filter((one) => one && one !== series);
        if (!series && !coinId) {
            return html`<${Card} title="Price"><${Empty} title=${route.path[0] ? `No candles of “${route.path[0]}”` : "No candles are landed yet"}>
                Put minute files into the inbox and run Caravan, or look for a coin above.</${Empty}></${Card}>`;
        }
        return html`<div class="page"><section class="card" aria-label="Price">
                <${Header} title=${series && !coin ? series.symbol : coin.name} symbol=${series ? `${series.symbol} ${series.market}` : facts?.symbol} facts=${facts}>
                    ${series && html`<${Compared} list=${list} others=${others} main=${series} />`}
                </${Header}>
                ${series
                    ? html`<${Price} key=${series.key} list=${[series, ...others]} params=${route.params} />`
                    : html`<${Polls} coin=${coin} answer=${history} />`}
            </section>
            <div class="grid"><${Quotes} coin=${coin} /><${Countries} /></div></div>`;
    }

    function Market({ route }) {
        const answer = data.useData("data/series");
        const caps = data.useData("data/market_caps", { top: 100 });
        const list = useMemo(() => (answer.value ? seriesOf(answer.value) : []), [answer.value]);
        const coins = useMemo(() => (caps.value ? data.records(caps.value) : null), [caps.value]);
        if (answer.problems && caps.problems) {
            return html`<${Page} title="Market"><${Problem} problems=${answer.problems} retry=${answer.retry} /></${Page}>`;
        }
        return html`<${Page} title="Market" lead="Prices, values and volumes as the warehouse knows them."
            actions=${html`<${Picker} list=${list} selected=${find(list, route)} />`}>
            ${coins && coins.length > 0 && html`<${MarketSummary} coins=${coins} />`}
            <${Answer} of=${answer} height=${600}>${() => html`<${Selected} route=${route} list=${list} coins=${coins} />`}</${Answer}>
            <${MarketCaps} answer=${caps} coins=${coins} />
        </${Page}>`;
    }

    /* Asked for while the page is still being put together: the first view is there sooner. */
    if (caravan.route().view === "market") {
        caravan.library("echarts").catch(() => {});
        ["data/series", "data/volume_by_country"].forEach((path) => data.get(path).catch(() => {}));
        data.get("data/market_caps", { top: 100 }).catch(() => {});
    }
    Market.stays = true;
    caravan.view("market", Market);
})();
