/* A chart drawn by ECharts, with its figures as a table for those who don't see it. */
(function () {
    "use strict";

    const { html, hooks, parts } = caravan;
    const { useEffect, useId, useRef, useState } = hooks;
    const { Problem } = parts;
    const colourNames = ["ink", "muted", "faint", "line", "surface", "raised", "accent", "rise", "fall",
        "series-1", "series-2", "series-3", "series-4", "series-5", "series-6", "series-7", "series-8"];

    /** The theme's colours as ECharts understands them: a custom property may be a function, its use is a colour. */
    function colours() {
        const probe = document.createElement("span");
        document.body.append(probe);
        const found = Object.fromEntries(colourNames.map((name) => {
            probe.style.color = `var(--${name})`;
            return [name, getComputedStyle(probe).color];
        }));
        probe.remove();
        return { ...found, series: colourNames.filter((name) => name.startsWith("series")).map((name) => found[name]) };
    }

    function font() {
        return getComputedStyle(document.body).fontFamily;
    }

    /** What all charts share, so that a view only says what is its own. */
    function base(colour) {
        return {
            color: colour.series,
            backgroundColor: "transparent",
            textStyle: { fontFamily: font(), color: colour.muted, fontSize: 12 },
            animation: false,
            aria: { enabled: false },
            tooltip: tooltip(colour),
        };
    }

    /* As text on the canvas: the page's policy allows no markup that carries styles, and a coin's name must stay text. */
    function tooltip(colour) {
        return {
            renderMode: "richText",
            confine: true,
            backgroundColor: colour.raised,
            borderColor: colour.line,
            borderWidth: 1,
            padding: [8, 12],
            textStyle: { fontFamily: font(), color: colour.ink, fontSize: 12, lineHeight: 18 },
        };
    }

    function axis(colour) {
        return {
            axisLine: { lineStyle: { color: colour.line } },
            axisTick: { show: false },
            axisLabel: { color: colour.muted, hideOverlap: true },
            splitLine: { lineStyle: { color: colour.line } },
            axisPointer: { lineStyle: { color: colour.faint }, crossStyle: { color: colour.faint }, label: { backgroundColor: colour.ink, color: colour.surface } },
        };
    }

    function useTheme() {
        const [theme, setTheme] = useState(caravanTheme.current());
        useEffect(() => caravanTheme.subscribe(setTheme), []);
        return theme;
    }

    /**
     * `option(colour)` gives what is this chart's own; `label` says in a sentence what it shows; `table()` gives the figures as `{columns: [label], rows: [[text]]}`.
     * `on` maps ECharts' events to functions `(event, chart)`; the option is merged, so a zoom outlives new data.
     */
    function Chart({ option, label, height = 320, table, on = {}, className = "" }) {
        const id = useId();
        const place = useRef(null);
        const chart = useRef(null);
        const handlers = useRef(on);
        const [problems, setProblems] = useState(null);
        const [ready, setReady] = useState(false);
        const theme = useTheme();
        handlers.current = on;

        useEffect(() => {
            let here = true;
            let observer = null;
            caravan.library("echarts").then((echarts) => {
                if (!here) {
                    return;
                }
                chart.current = echarts.init(place.current, null, { renderer: "canvas" });
                Object.keys(on).forEach((name) => chart.current.on(name, (event) => handlers.current[name]?.(event, chart.current)));
                observer = new ResizeObserver(() => chart.current.resize());
                observer.observe(place.current);
                setReady(true);
            }, (failure) => here && setProblems(caravan.data.problemsOf(failure)));
            return () => {
                here = false;
                observer?.disconnect();
                chart.current?.dispose();
                chart.current = null;
            };
        }, []);

        useEffect(() => {
            if (ready) {
                const colour = colours();
                chart.current.setOption({ ...base(colour), ...option(colour) }, { replaceMerge: ["series"] });
            }
        }, [ready, option, theme]);

        if (problems) {
            return html`<${Problem} problems=${problems} />`;
        }
        return html`<figure class=${"chart " + className} aria-labelledby=${id}>
            <figcaption id=${id} class="hidden">${label}</figcaption>
            <div class="chart-canvas" ref=${place} role="img" aria-label=${label} style=${{ height: height + "px" }}></div>
            ${table && html`<${Figures} table=${table} label=${label} />`}
        </figure>`;
    }

    /* Closed until asked for: also a hundred rows would be a burden for those who listen to the page. */
    function Figures({ table, label }) {
        const [open, setOpen] = useState(false);
        const figures = open && table();
        return html`<details class="chart-figures" onToggle=${(event) => setOpen(event.target.open)}>
            <summary>Figures as a table</summary>
            ${open && html`<div class="table-scroll" tabindex="0" role="region" aria-label=${`Figures: ${label}`}><table>
                <thead><tr>${figures.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
                <tbody>${figures.rows.slice(0, 500).map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
            </table></div>`}
        </details>`;
    }

    Object.assign(parts, { Chart });
    caravan.chart = { axis, tooltip };
})();
