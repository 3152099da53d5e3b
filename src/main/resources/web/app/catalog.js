/* The catalog: every source, model and analysis, found by words, layer, result and tag. */
(function () {
    "use strict";

    const { html, hooks, data, format, layers, link, parts } = caravan;
    const { useMemo } = hooks;
    const { Answer, Empty, Icon, Layer, Page, Status } = parts;

    const results = [
        { id: "failing", label: "failing", holds: (node) => node.status === "error" || node.tests.fail > 0 },
        { id: "warning", label: "with warnings", holds: (node) => node.tests.warn > 0 },
        { id: "good", label: "all good", holds: (node) => node.status !== "error" && node.tests.fail + node.tests.warn === 0 },
        { id: "untested", label: "without tests", holds: (node) => Object.values(node.tests).every((count) => count === 0) },
    ];

    /** Every word has to stand somewhere in the name, the path, the description or a tag. */
    function matches(node, { q = "", layer, result, tag }) {
        const text = [node.name, node.id, node.path, node.description, ...node.tags].join(" ").toLowerCase();
        return q.toLowerCase().split(/\s+/).every((word) => text.includes(word))
            && (!layer || node.layer === layer)
            && (!result || results.find((each) => each.id === result)?.holds(node))
            && (!tag || node.tags.includes(tag));
    }

    function grouped(nodes) {
        const groups = new Map();
        nodes.forEach((node) => groups.set(node.layer, [...(groups.get(node.layer) || []), node]));
        return [...groups].sort(([one], [other]) => layers.order(one) - layers.order(other));
    }

    function Select({ label, value, options, onSelect }) {
        return html`<select class="field" aria-label=${label} value=${value || ""} onChange=${(event) => onSelect(event.target.value)}>
            <option value="">${label}: all</option>
            ${options.map((option) => html`<option key=${option.id} value=${option.id}>${option.label}</option>`)}
        </select>`;
    }

    function Filters({ nodes, params, found }) {
        const layerOptions = grouped(nodes).map(([id, members]) => ({ id, label: `${layers.label(id)} (${members.length})` }));
        const tags = [...new Set(nodes.flatMap((node) => node.tags))].sort().map((id) => ({ id, label: id }));
        return html`<div class="toolbar catalog-filters" role="search">
            <div class="search">
                <${Icon} name="search" />
                <input class="field" type="search" aria-label="Search the catalog" placeholder="Name, description, path, tag"
                    value=${params.q || ""} onInput=${(event) => caravan.setParams({ q: event.target.value })} />
            </div>
            <${Select} label="Layer" value=${params.layer} options=${layerOptions} onSelect=${(layer) => caravan.setParams({ layer })} />
            <${Select} label="Result" value=${params.result} options=${results} onSelect=${(result) => caravan.setParams({ result })} />
            ${tags.length > 0 && html`<${Select} label="Tag" value=${params.tag} options=${tags} onSelect=${(tag) => caravan.setParams({ tag })} />`}
            <span class="muted" role="status">${format.plural(found, "node")}</span>
        </div>`;
    }

    /** How many tests passed, warned, failed or never ran: sign and figure of each that there is. */
    function Tests({ tests }) {
        const counts = [["pass", tests.pass], ["warn", tests.warn], ["fail", tests.fail], ["not run", tests.other]].filter(([, count]) => count > 0);
        if (counts.length === 0) {
            return null;
        }
        return html`<span class="catalog-tests">${counts.map(([status, count]) => html`<${Status} key=${status} value=${status} label=${html`${count}<span class="hidden"> ${status}</span>`} />`)}</span>`;
    }

    function Row({ node }) {
        return html`<tr>
            <th scope="row">
                <a href=${link("catalog", [node.id])}>${node.name}</a>
                <p>${node.description}</p>
            </th>
            <td data-label="Kind">${node.materialized || node.kind}</td>
            <td data-label="Rows" class="number">${node.rows !== null && format.exact(node.rows)}</td>
            <td data-label="Columns" class="number">${node.columns > 0 && node.columns}</td>
            <td data-label="Tests"><${Tests} tests=${node.tests} /></td>
            <td data-label="Last result">${node.status && html`<${Status} value=${node.status} />`}</td>
            <td data-label="Fresh" title=${node.freshAt && format.time(node.freshAt)}>${node.freshAt && format.ago(node.freshAt)}</td>
        </tr>`;
    }

    function Group({ layer, nodes }) {
        return html`<section class="card catalog-group" aria-label=${layers.label(layer)}>
            <h2><${Layer} name=${layer} /></h2>
            <table class="catalog-table">
                <thead><tr>
                    <th scope="col">Name</th><th scope="col">Kind</th><th scope="col" class="number">Rows</th><th scope="col" class="number">Columns</th>
                    <th scope="col">Tests</th><th scope="col">Last result</th><th scope="col">Fresh</th>
                </tr></thead>
                <tbody>${nodes.map((node) => html`<${Row} key=${node.id} node=${node} />`)}</tbody>
            </table>
        </section>`;
    }

    function Nodes({ nodes, params }) {
        const found = useMemo(() => nodes.filter((node) => matches(node, params)), [nodes, params]);
        return html`
            <${Filters} nodes=${nodes} params=${params} found=${found.length} />
            <div class="catalog-groups">
                ${grouped(found).map(([layer, members]) => html`<${Group} key=${layer} layer=${layer} nodes=${members} />`)}
            </div>
            ${found.length === 0 && html`<${Empty} title="Nothing is like that">Take a word or a filter away.</${Empty}>`}`;
    }

    /** The three ways to look at what there is; links, so that each has an address. */
    function CatalogTabs({ current }) {
        const views = [["nodes", "Nodes", link("catalog")], ["dictionary", "Data dictionary", link("catalog", ["dictionary"])], ["diagram", "Diagram", link("diagram")]];
        return html`<nav class="tab-bar catalog-tabs" aria-label="Catalog">
            ${views.map(([id, label, address]) => html`<a key=${id} class="tab" href=${address} aria-current=${id === current ? "page" : undefined}>${label}</a>`)}
        </nav>`;
    }

    function List({ params }) {
        const catalog = data.useData("catalog");
        return html`<${Page} title="Catalog" lead="Every table, model and analysis: what it holds, how it is tested, how fresh it is.">
            <${CatalogTabs} current="nodes" />
            <${Answer} of=${catalog} height=${480}>${({ nodes }) => html`<${Nodes} nodes=${nodes} params=${params} />`}</${Answer}>
        </${Page}>`;
    }

    function Catalog({ route }) {
        const [id] = route.path;
        if (!id) {
            return html`<${List} params=${route.params} />`;
        }
        return id === "dictionary" ? html`<${parts.Dictionary} />` : html`<${parts.CatalogNode} id=${id} params=${route.params} />`;
    }

    Object.assign(parts, { CatalogTabs, Tests });
    caravan.view("catalog", Catalog);
})();
