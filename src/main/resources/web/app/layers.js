/* The layers that a row goes through, from the API to what people look at: their order, words and signs. */
(function () {
    "use strict";

    const { html, parts } = caravan;

    const layers = ["api", "raw", "staging", "star", "marts", "analyses", "tests"];

    /* Drawn in a box of 16 by 16, so that a layer is known without its colour. */
    const glyphs = {
        api: "M3 10.5a3 3 0 0 1 .6-5.9 4 4 0 0 1 7.6-.3A3.2 3.2 0 0 1 12.5 10.5M8 7.5v6m-2.3-2.2L8 13.6l2.3-2.3",
        raw: "M3 4c0-1.2 2.2-2 5-2s5 .8 5 2-2.2 2-5 2-5-.8-5-2zv8c0 1.2 2.2 2 5 2s5-.8 5-2V4M3 8c0 1.2 2.2 2 5 2s5-.8 5-2",
        staging: "M2.5 3h11L9.5 8v5l-3-1.5V8z",
        star: "M8 2l1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z",
        marts: "M2.5 13.5h11M4 11V8m4 3V3m4 8V6",
        analyses: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.4 3.4",
        tests: "M3 8.5l3.3 3.3L13 4.5",
    };

    const labels = { api: "API", raw: "Raw", staging: "Staging", star: "Star", marts: "Marts", analyses: "Analyses", tests: "Tests" };

    function label(layer) {
        return labels[layer] || layer;
    }

    /** A layer's place in the row's way; folders of a project's own come last. */
    function order(layer) {
        const index = layers.indexOf(layer);
        return index < 0 ? layers.length : index;
    }

    function Layer({ name }) {
        return html`<span class=${`layer layer-${glyphs[name] ? name : "other"}`}>
            <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=${glyphs[name] || glyphs.raw} /></svg>${label(name)}
        </span>`;
    }

    parts.Layer = Layer;
    caravan.layers = { glyphs, label, order };
})();
