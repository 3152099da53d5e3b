/* When each node of a run worked: one row a node, one bar a span of time. HTML, so that it can be read, searched and tabbed. */
(function () {
    "use strict";
    const { html, format, link, parts } = caravan;

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

    /** Ids of the chain that the end had to wait for: from the last node back, each time to the parent that ended last. */
    function criticalPath(bars, edges) {
        const byId = new Map(bars.map((bar) => [bar.node.id, bar]));
        const path = new Set();
        let last = latest(bars);
        while (last && !path.has(last.node.id)) {
            path.add(last.node.id);
            const id = last.node.id;
            last = latest(edges.filter((edge) => edge.to === id && byId.has(edge.from)).map((edge) => byId.get(edge.from)));
        }
        return path;
    }

    function latest(bars) {
        return bars.reduce((found, bar) => (!found || bar.end > found.end ? bar : found), null);
    }

    /** A round step of time that gives four to nine marks. */
    function step(length) {
        const size = 10 ** Math.floor(Math.log10(length / 4));
        return [1, 2, 5, 10].map((factor) => factor * size).find((each) => length / each <= 9);
    }

    function Gantt({ nodes, edges }) {
        const bars = spans(nodes);
        if (bars.length === 0) {
            return html`<p class="runs-none">No node ran.</p>`;
        }
        const length = Math.max(latest(bars).end, 0.01);
        const path = criticalPath(bars, edges);
        const marks = Array.from({ length: Math.floor(length / step(length)) + 1 }, (_, index) => index * step(length));
        const left = (seconds) => (seconds / length) * 100 + "%";
        return html`<div class="gantt" role="table" aria-label="When each node worked">
            <div class="gantt-scale" aria-hidden="true">
                ${marks.map((mark) => html`<span style=${{ left: left(mark) }}>${format.duration(mark)}</span>`)}
            </div>
            ${bars.map(({ node, begin, end }) => {
                const critical = path.has(node.id);
                const said = `${node.name}: ${node.status}, began after ${format.duration(begin)}, took ${format.duration(node.seconds)}`;
                return html`<div class="gantt-row" role="row" key=${node.id}>
                    <a class="gantt-name" role="rowheader" href=${link("catalog", [node.id])}>${node.name}</a>
                    <div class="gantt-track" role="cell" aria-label=${said + (critical ? ", on the critical path" : "")} title=${said}>
                        <span
                            class=${`gantt-bar is-${node.status}` + (critical ? " is-critical" : "")}
                            style=${{ left: left(begin), width: left(end - begin) }}
                        ></span>
                        <span class="gantt-time" style=${begin > length / 2 ? { right: left(length - begin) } : { left: left(end) }}>
                            ${parts.mark(node.status)} ${format.duration(node.seconds)}
                        </span>
                    </div>
                </div>`;
            })}
        </div>`;
    }

    parts.Gantt = Gantt;
})();
