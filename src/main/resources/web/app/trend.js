/* How long a node took in its last runs, as bars; a failed one has a sign besides its colour. */
(function () {
    "use strict";

    const { html, data, format, link, parts } = caravan;

    const tones = { success: "good", pass: "good", warn: "warn", error: "bad", fail: "bad", failed: "bad" };

    function said(points) {
        const seconds = points.filter((point) => point.seconds !== null).map((point) => Number(point.seconds));
        const failed = points.filter((point) => tones[point.status] === "bad").length;
        return `${format.plural(points.length, "run")}, from ${format.duration(Math.min(...seconds))} to ${format.duration(Math.max(...seconds))}, `
            + (failed ? `${failed} failed` : "none failed");
    }

    /** The bars are one stop for Tab; left and right go from one to the next. */
    function walk(event) {
        const step = { ArrowLeft: "previousElementSibling", ArrowRight: "nextElementSibling" }[event.key];
        const next = step && event.target.closest("li")[step];
        if (next) {
            event.preventDefault();
            next.firstElementChild.focus();
        }
    }

    /** Bars of `points`: `{runId, startedAt, seconds, status, label}`, oldest first; each is a link to its run. */
    function Bars({ points, label }) {
        const longest = Math.max(...points.map((point) => Number(point.seconds || 0)), 0.001);
        return html`<figure class="trend">
            <ol class="trend-bars" aria-label=${label} onKeyDown=${walk}>
                ${points.map((point, index) => {
                    const tone = tones[point.status] || "quiet";
                    const text = `${point.label || ""} ${format.time(point.startedAt)}: ${point.status}, ${format.duration(point.seconds)}`.trim();
                    return html`<li key=${point.runId}>
                        <a class=${`trend-bar ${tone}`} href=${link("runs", [point.runId])} tabindex=${index === points.length - 1 ? 0 : -1}
                            title=${text} aria-label=${text}>
                            ${tone === "bad" && html`<span class="trend-sign" aria-hidden="true">×</span>`}
                            <span class="trend-fill" style=${{ height: Math.max(3, (Number(point.seconds || 0) / longest) * 100) + "%" }}></span>
                        </a>
                    </li>`;
                })}
            </ol>
            <figcaption class="note">${said(points)}</figcaption>
        </figure>`;
    }

    function Trend({ id }) {
        const { value } = data.useData(`nodes/${id}/trend`, { limit: 50 });
        return value && value.points.length > 1 ? html`<${Bars} points=${value.points} label="Durations of its last runs, oldest first" />` : null;
    }

    Object.assign(parts, { Bars, Trend });
})();
