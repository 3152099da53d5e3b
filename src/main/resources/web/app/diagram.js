/* The entity diagram of the star, as drawn by the process; the same said in words below it. */
(function () {
    "use strict";

    const { html, hooks, data, link, parts } = caravan;
    const { useState } = hooks;
    const { Answer, Card, CatalogTabs, Icon, Page, Problem, Skeleton } = parts;

    const sizes = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2];

    /** A picture that fits its frame until the reader wants it larger; the frame scrolls. */
    function Picture({ source }) {
        const [natural, setNatural] = useState(null);
        const [size, setSize] = useState(null);
        const [broken, setBroken] = useState(false);
        if (broken) {
            return html`<${Problem} problems=${[{ place: source, what: "the diagram could not be loaded", remedy: "The tables and their keys are below." }]} />`;
        }
        const index = size === null ? -1 : sizes.indexOf(size);
        const step = (by, from) => setSize(sizes[Math.max(0, Math.min(sizes.length - 1, index < 0 ? from : index + by))]);
        const style = size === null || !natural ? { maxWidth: "100%", maxHeight: "70vh" } : { width: natural * size + "px" };
        return html`
            <div class="diagram-frame" tabindex="0" role="region" aria-label="Entity diagram of the star">
                <img src=${source} alt="Tables of the star and how their keys refer to each other; the list below says the same" style=${style}
                    onLoad=${(event) => setNatural(event.target.naturalWidth)} onError=${() => setBroken(true)} />
            </div>
            <div class="toolbar diagram-tools">
                <button type="button" class="button icon-only" aria-label="Smaller" onClick=${() => step(-1, 2)}>−</button>
                <button type="button" class="button icon-only" aria-label="Larger" onClick=${() => step(1, 4)}>+</button>
                <button type="button" class="button" aria-pressed=${size === null ? "true" : "false"} onClick=${() => setSize(null)}>Fit</button>
                <button type="button" class="button" aria-pressed=${size === 1 ? "true" : "false"} onClick=${() => setSize(1)}>Actual size</button>
            </div>`;
    }

    /** Tables that a column points at: its tests of relationships are named for table, column, target and target's column. */
    function targets(node, column, tables) {
        const begin = `relationships_${node.name}_${column.name}_`;
        return column.tests
            .filter((test) => test.name.startsWith(begin))
            .map((test) => tables.find((table) => test.name.startsWith(`${begin}${table.name}_`)))
            .filter(Boolean);
    }

    function Table({ node, tables }) {
        const primary = node.columns.filter((column) => column.key === "primary").map((column) => column.name);
        const pointing = node.columns.flatMap((column) => targets(node, column, tables).map((target) => ({ column, target })));
        return html`<li>
            <h3><a href=${link("catalog", [node.id])}>${node.name}</a></h3>
            <p class="note">${node.description}</p>
            ${primary.length > 0 && html`<p>Key: <code>${primary.join(", ")}</code></p>`}
            ${pointing.map(({ column, target }) => html`<p key=${column.name + target.id}><code>${column.name}</code> points at <a href=${link("catalog", [target.id])}>${target.name}</a></p>`)}
        </li>`;
    }

    function Tables({ catalog }) {
        const { nodes, problems } = parts.useNodes(catalog.nodes.filter((node) => node.layer === "star").map((node) => node.id));
        if (problems) {
            return html`<${Problem} problems=${problems} />`;
        }
        return nodes ? html`<ul class="diagram-list">${nodes.map((node) => html`<${Table} key=${node.id} node=${node} tables=${nodes} />`)}</ul>` : html`<${Skeleton} />`;
    }

    function Diagram() {
        const source = caravan.mode === "static" ? "data/diagram.svg" : data.url("diagram.svg");
        const catalog = data.useData("catalog");
        const actions = html`<a class="button" href=${source} download="diagram.svg"><${Icon} name="download" />SVG</a>`;
        return html`<${Page} title="Diagram" lead="The tables of the star, drawn from their declared keys and relationships." actions=${actions}>
            <${CatalogTabs} current="diagram" />
            <${Card} className="diagram-card"><${Picture} source=${source} /></${Card}>
            <${Card} title="The same in words"><${Answer} of=${catalog}>${(value) => html`<${Tables} catalog=${value} />`}</${Answer}></${Card}>
        </${Page}>`;
    }

    caravan.view("diagram", Diagram);
})();
