/* When each node of a run worked: one row a node, one bar a span of time. HTML, so that it can be read, searched and tabbed. */
(function () {
    "use strict";

    const { html, format, link, parts } = caravan;
    const { Status } = parts;

    const tones = { success: "good", pass: "good", warn: "warn", error: "bad", fail: "bad", skipped: "quiet" };

    /** Nodes that ran, with their begin and end in seconds from the first one's begin. */
    function spans(nodes) {
        const ran = nodes.filter((node) => node.startedAt && node.seconds !== null);
        const zero = Math.min(...ran.map((node) => Date.parse(node.startedAt)));
        return ran
            .map((node) => {
                const begin = (Date.parse(node.startedAt) - zero) / 1000;
                return { node, begin, end: begin + Number(node.seconds) };
            })
            .sort((one, other) => one.begin - other.begin || one.end - other.end);
    }

    function latest(bars) {
        return bars.reduce((found, bar) => (!found || bar.end > found.end ? bar : found), null);
    }

    /** Ids of the chain that the end had to wait for: from the last node back, each time to the parent that ended last. */
    function criticalPath(bars, edges) {
        const byId = new Map(bars.map((bar) => [bar.node.id, bar]));
        const path = new Set();
        let last = latest(bars.filter((bar) => edges.some((edge) => edge.to === bar.node.id)));
        while (last && !path.has(last.node.id)) {
            path.add(last.node.id);
            const id = last.node.id;
            last = latest(edges.filter((edge) => edge.to === id && byId.has(edge.from)).map((edge) => byId.get(edge.from)));
        }
        return path;
    }

    /** A round step of time that gives at most nine marks. */
    function stepOf(length) {
        const size = 10 ** Math.floor(Math.log10(length / 4));
        return [1, 2, 5, 10].map((factor) => factor * size).find((each) => length / each <= 9);
    }

    function Scale({ length }) {
        const step = stepOf(length);
        const marks = Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
        return html`<div class="gantt-scale" aria-hidden="true"><span></span><div>
            ${marks.map((mark) => html`<span key=${mark} style=${{ left: (mark / length) * 100 + "%" }}>${mark === 0 ? "0" : format.duration(mark)}</span>`)}
        </div></div>`;
    }

    /** Where a bar's time stands, of which a phone's track has room for three: after the bar, before it, or in its end. */
    function timeBeside(begin, end, percent, length) {
        if (end <= length * 0.65) {
            return { className: "gantt-time", style: { left: `calc(${percent(end)} + 6px)` } };
        }
        return begin >= length * 0.35
            ? { className: "gantt-time", style: { right: `calc(${percent(length - begin)} + 6px)` } }
            : { className: "gantt-time inside", style: { right: `calc(${percent(length - end)} + 6px)` } };
    }

    function Row({ bar: { node, begin, end }, length, critical }) {
        const percent = (seconds) => (seconds / length) * 100 + "%";
        const said = `${node.status}, began after ${format.duration(begin)}, took ${format.duration(node.seconds)}${critical ? ", on the longest way" : ""}`;
        const time = timeBeside(begin, end, percent, length);
        return html`<li class="gantt-row">
            <a class="gantt-name" href=${link("catalog", [node.id])} title=${node.name}>${node.name}</a>
            <div class="gantt-track" title=${said}>
                <span class=${`gantt-bar ${tones[node.status] || "quiet"}${critical ? " critical" : ""}`} style=${{ left: percent(begin), width: percent(end - begin) }}></span>
                <span class=${time.className} style=${time.style}>
                    <${Status} value=${node.status} label=${html`<span class="hidden">${said}</span><span aria-hidden="true">${format.duration(node.seconds)}</span>`} />
                </span>
            </div>
        </li>`;
    }

    function Gantt({ nodes, edges }) {
        const bars = spans(nodes);
        if (bars.length === 0) {
            return html`<p class="note">No node of this kind ran.</p>`;
        }
        const length = Math.max(latest(bars).end, 0.01);
        const path = criticalPath(bars, edges);
        return html`<div class="gantt">
            <${Scale} length=${length} />
            <ol>${bars.map((bar) => html`<${Row} key=${bar.node.id} bar=${bar} length=${length} critical=${path.has(bar.node.id)} />`)}</ol>
            ${path.size > 1 && html`<p class="note gantt-key"><span class="gantt-bar critical good"></span>on the longest way: the end waited for these</p>`}
        </div>`;
    }

    parts.Gantt = Gantt;
})();
