/* The price of a series over time: candles and volume, or several series as lines that begin at 100. */
(function () {
    "use strict";

    const { html, hooks, data, format, parts, chart, marketWindow } = caravan;
    const { useCallback, useEffect, useMemo, useRef, useState } = hooks;
    const { Chart, Choice, Icon, Problem, Skeleton } = parts;
    const settleMillis = 160;

    function ask(series, request, signal) {
        return data.get("data/candles", {
            market: series.market,
            symbol: series.symbol,
            from: new Date(request.from).toISOString(),
            to: new Date(request.to).toISOString(),
            bucket_seconds: request.bucket,
        }, { signal }).then(data.columns);
    }

    /**
     * The candles for a window of all the series. A new window is asked for when it has come to rest; until its candles are there the
     * old ones stay, so the picture never goes away under the reader's hand.
     */
    function useCandles(list, window, extent) {
        const [state, setState] = useState({});
        const names = list.map((series) => series.key).join();
        const fits = state.loaded && state.names === names && marketWindow.serves(state.loaded, window, extent);
        useEffect(() => {
            if (fits) {
                return undefined;
            }
            const leaving = new AbortController();
            const request = marketWindow.request(window, extent);
            const rest = setTimeout(() => Promise.all(list.map((series) => ask(series, request, leaving.signal))).then(
                (candles) => leaving.signal.aborted || setState({ loaded: request, names, candles, list, base: window.from }),
                (failure) => leaving.signal.aborted || setState((old) => ({ ...old, problems: data.problemsOf(failure) })),
            ), state.loaded && state.names === names ? settleMillis : 0);
            return () => {
                clearTimeout(rest);
                leaving.abort();
            };
        }, [fits, names, window.from, window.to]);
        return { ...state, loading: !fits && !state.problems };
    }

    /* The coarse course of the whole series: drawn in the slider below, so that the reader sees where in the whole the window is. */
    function useOverview(series, extent) {
        const answer = data.useData("data/candles", {
            market: series.market,
            symbol: series.symbol,
            from: new Date(extent.from).toISOString(),
            to: new Date(extent.to).toISOString(),
            bucket_seconds: marketWindow.bucketOf(extent),
        });
        return useMemo(() => (answer.value ? data.columns(answer.value) : null), [answer.value]);
    }

    function faded(rgb, opacity) {
        return rgb.replace("rgb(", "rgba(").replace(")", `, ${opacity})`);
    }

    function zoom(colour, window) {
        const shown = { startValue: window.from, endValue: window.to };
        return [
            { type: "inside", xAxisIndex: "all", ...shown, minValueSpan: 20 * 60e3, throttle: 30, zoomOnMouseWheel: "ctrl", preventDefaultMouseMove: false },
            {
                type: "slider", xAxisIndex: "all", ...shown, bottom: 6, height: 34, left: 4, right: 64, showDetail: false, brushSelect: false,
                borderColor: "transparent", backgroundColor: "transparent", fillerColor: faded(colour.accent, 0.1),
                dataBackground: { lineStyle: { color: colour.faint, width: 1 }, areaStyle: { color: colour.line, opacity: 0.6 } },
                throttle: 30,
                selectedDataBackground: { lineStyle: { color: colour.accent, width: 1 }, areaStyle: { color: colour.accent, opacity: 0.12 } },
                handleStyle: { color: colour.surface, borderColor: colour.accent }, moveHandleStyle: { color: colour.line },
                emphasis: { handleStyle: { borderColor: colour.accent }, moveHandleStyle: { color: colour.faint } },
            },
        ];
    }

    function overviewSeries(overview) {
        const points = overview ? overview.opened_at.map((at, row) => [at, overview.close[row]]) : [];
        return { id: "overview", type: "line", data: points, yAxisIndex: 1, symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } };
    }

    function timeAxis(colour, extent, grid, labels) {
        const axis = chart.axis(colour);
        return {
            ...axis, type: "time", gridIndex: grid, min: extent.from, max: extent.to, splitLine: { show: false }, splitNumber: 6,
            axisLabel: { ...axis.axisLabel, show: labels },
            axisPointer: { ...axis.axisPointer, label: { ...axis.axisPointer.label, show: labels, formatter: ({ value }) => format.time(value) } },
        };
    }

    function priceAxis(colour, formatter) {
        const axis = chart.axis(colour);
        return {
            ...axis, scale: true, position: "right", axisLine: { show: false }, splitNumber: 5,
            axisLabel: { ...axis.axisLabel, formatter },
            axisPointer: { ...axis.axisPointer, label: { ...axis.axisPointer.label, formatter: ({ value }) => formatter(value) } },
        };
    }

    /* Above a thousand the cents of a grid line are noise. */
    function gridPrice(value) {
        return Math.abs(value) >= 1000 ? format.exact(value) : format.price(value);
    }

    const hiddenAxis = { show: false, scale: true, gridIndex: 0, axisPointer: { show: false } };

    function candleTip(candles, row) {
        const rise = (candles.close[row] / candles.open[row] - 1) * 100;
        return [
            format.time(candles.opened_at[row]),
            `Open   ${format.price(candles.open[row])}`,
            `High   ${format.price(candles.high[row])}`,
            `Low    ${format.price(candles.low[row])}`,
            `Close  ${format.price(candles.close[row])}   ${format.change(rise)}`,
            `Volume ${format.compact(candles.volume_base[row])}`,
        ].join("\n");
    }

    function candleOption(candles, overview, extent, window) {
        return (colour) => {
            const tones = candles.open.map((open, row) => (candles.close[row] >= open ? colour.rise : colour.fall));
            return {
                grid: [{ left: 4, right: 64, top: 12, bottom: 148 }, { left: 4, right: 64, height: 56, bottom: 76 }],
                xAxis: [timeAxis(colour, extent, 0, false), timeAxis(colour, extent, 1, true)],
                yAxis: [priceAxis(colour, gridPrice), hiddenAxis,
                    { gridIndex: 1, position: "right", axisLabel: { show: false }, splitLine: { show: false }, axisPointer: { show: false } }],
                axisPointer: { link: [{ xAxisIndex: "all" }] },
                tooltip: {
                    ...chart.tooltip(colour), trigger: "axis", axisPointer: { type: "cross" },
                    formatter: (found) => {
                        const hit = found.find((one) => one.seriesId === "candles" || one.seriesId === "volume");
                        return hit ? candleTip(candles, hit.dataIndex) : "";
                    },
                },
                dataZoom: zoom(colour, window()),
                series: [
                    overviewSeries(overview),
                    {
                        id: "candles", type: "candlestick", barMaxWidth: 14, large: false,
                        data: candles.opened_at.map((at, row) => [at, candles.open[row], candles.close[row], candles.low[row], candles.high[row]]),
                        itemStyle: { color: colour.rise, color0: colour.fall, borderColor: colour.rise, borderColor0: colour.fall, borderColorDoji: colour.muted },
                    },
                    {
                        id: "volume", type: "bar", xAxisIndex: 1, yAxisIndex: 2, barMaxWidth: 14, large: false,
                        data: candles.opened_at.map((at, row) => ({ value: [at, candles.volume_base[row]], itemStyle: { color: tones[row], opacity: 0.45 } })),
                    },
                ],
            };
        };
    }

    /** Each course divided by its first price in the window: what one would have of 100 put in there. */
    function indexed(candles, from) {
        const first = candles.opened_at.findIndex((at) => at >= from);
        const base = candles.close[Math.max(first, 0)];
        return candles.opened_at.map((at, row) => [at, (candles.close[row] / base) * 100]);
    }

    function compareOption(picture, overview, extent, window) {
        return (colour) => ({
            grid: [{ left: 4, right: 64, top: 12, bottom: 76 }],
            xAxis: [timeAxis(colour, extent, 0, true)],
            yAxis: [priceAxis(colour, (value) => format.number(value, 1)), hiddenAxis],
            tooltip: {
                ...chart.tooltip(colour), trigger: "axis",
                formatter: (found) => [format.time(found[0].axisValue), ...found.filter((one) => one.seriesId !== "overview")
                    .map((one) => `${one.seriesName}  ${format.number(one.value[1].toFixed(4), 2)}`)].join("\n"),
            },
            dataZoom: zoom(colour, window()),
            series: [overviewSeries(overview), ...picture.list.map((series, place) => ({
                id: series.key, name: series.symbol, type: "line", symbol: "none", sampling: "lttb", lineStyle: { width: 2 }, itemStyle: { color: colour.series[place % 8] },
                data: indexed(picture.candles[place], picture.base),
            }))],
        });
    }

    function figures(picture, window) {
        const [first] = picture.candles;
        const rows = first.opened_at.map((at, row) => row).filter((row) => first.opened_at[row] >= window.from && first.opened_at[row] < window.to);
        return {
            columns: ["Time", "Open", "High", "Low", "Close", "Volume"],
            rows: rows.map((row) => [format.time(first.opened_at[row]),
                ...["open", "high", "low", "close"].map((name) => format.price(first[name][row])), format.compact(first.volume_base[row])]),
        };
    }

    function Moves({ onMove }) {
        const moves = [
            ["Earlier", "left", { by: -0.5 }], ["Zoom out", "minus", { scale: 2 }],
            ["Zoom in", "plus", { scale: 0.5 }], ["Later", "right", { by: 0.5 }],
        ];
        return html`<div class="market-moves" role="group" aria-label="Move the chart">
            ${moves.map(([label, icon, move]) => html`<button type="button" class="button quiet icon-only" aria-label=${label} title=${label}
                onClick=${() => onMove(move)}><${Icon} name=${icon} /></button>`)}
        </div>`;
    }

    function Periods({ params, window }) {
        const custom = params.from || params.to;
        return html`<div class="market-periods">
            <${Choice} label="Period" options=${marketWindow.periods} selected=${custom ? null : params.period || "1M"}
                onSelect=${(period) => caravan.setParams({ period, from: "", to: "" })} />
            <label><span class="hidden">From</span><input type="date" class="field" value=${params.from || format.day(window.from)}
                onChange=${(event) => caravan.setParams({ from: event.target.value, period: "" })} /></label>
            <span class="market-dash" aria-hidden="true">–</span>
            <label><span class="hidden">To</span><input type="date" class="field" value=${params.to || format.day(window.to)}
                onChange=${(event) => caravan.setParams({ to: event.target.value, period: "" })} /></label>
        </div>`;
    }

    /** `list`: the series, the first one in charge of the extent; `params`: the address' period, from, to. */
    function Price({ list, params }) {
        const [main] = list;
        const extent = useMemo(() => ({ from: main.from, to: main.to }), [main]);
        const [window, setWindow] = useState(() => marketWindow.chosen(params, extent));
        const [moves, setMoves] = useState(0);
        const shown = useRef(window);
        const overview = useOverview(main, extent);
        const picture = useCandles(list, window, extent);

        const show = (next) => {
            shown.current = next;
            setWindow(next);
            setMoves((count) => count + 1);
        };
        useEffect(() => show(marketWindow.chosen(params, extent)), [params.period, params.from, params.to, extent]);

        const option = useMemo(() => picture.candles && (picture.list.length > 1 ? compareOption : candleOption)(
            picture.list.length > 1 ? picture : picture.candles[0], overview, extent, () => shown.current),
        [picture.candles, overview, extent, moves]);
        const onZoom = useCallback((event) => {
            const { start, end } = event.batch ? event.batch[0] : event;
            const span = extent.to - extent.from;
            shown.current = { from: extent.from + (span * start) / 100, to: extent.from + (span * end) / 100 };
            setWindow(shown.current);
        }, [extent]);
        const names = list.map((series) => series.symbol).join(", ");
        const span = `${format.time(window.from)} to ${format.time(window.to)}`;
        const bucket = marketWindow.bucketName(picture.loaded?.bucket || marketWindow.bucketOf(window));

        return html`<div class="market-price">
            <${Periods} params=${params} window=${window} />
            ${picture.problems && html`<${Problem} problems=${picture.problems} />`}
            ${!option && !picture.problems && html`<${Skeleton} height=${460} label="Loading the chart" />`}
            ${option && html`<${Chart} key=${list.length > 1 ? "lines" : "candles"} option=${option} height=${460} on=${{ datazoom: onZoom }} table=${() => figures(picture, window)}
                label=${list.length > 1 ? `${names}, indexed to 100, ${span}` : `Price and volume of ${names}, ${span}, candles of ${bucket}`} />`}
            <div class="market-foot">
                <p class="note number">${span} · ${list.length > 1 ? "indexed to 100, " : ""}candles of ${bucket}${picture.loading ? " · finer ones are coming" : ""}</p>
                <${Moves} onMove=${(move) => show(marketWindow.moved(shown.current, move, extent))} />
            </div>
        </div>`;
    }

    Object.assign(parts, { Price });
})();
