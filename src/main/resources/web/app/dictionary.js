/* The data dictionary: every column of the star and the marts on one page, made to be read through, searched and printed. */
(function () {
    "use strict";

    const { html, hooks, data, layers, link, parts } = caravan;
    const { useEffect, useState } = hooks;
    const { Answer, Badge, CatalogTabs, Icon, Layer, Page, Problem, Skeleton } = parts;

    const told = ["star", "marts"];

    /** The whole of several nodes of the catalog: `{nodes, problems}`, both undefined until the answers are there. */
    function useNodes(ids) {
        const [state, setState] = useState({});
        const wanted = ids.join(" ");
        useEffect(() => {
            const leaving = new AbortController();
            Promise.all(ids.map((id) => data.get("catalog/" + id, undefined, { signal: leaving.signal }))).then(
                (nodes) => leaving.signal.aborted || setState({ nodes }),
                (failure) => leaving.signal.aborted || setState({ problems: data.problemsOf(failure) }),
            );
            return () => leaving.abort();
        }, [wanted]);
        return state;
    }

    function Entry({ node }) {
        return html`<section class="card dictionary-table" aria-labelledby=${"dictionary-" + node.id}>
            <header>
                <h2 id=${"dictionary-" + node.id}><a href=${link("catalog", [node.id])}>${node.name}</a></h2>
                <${Layer} name=${node.layer} /><code class="muted">${node.relation}</code>
            </header>
            <p>${node.description}</p>
            <table class="catalog-table">
                <thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col">Description</th></tr></thead>
                <tbody>${node.columns.map((column) => html`<tr key=${column.name}>
                    <th scope="row"><code>${column.name}</code>${column.key && html` <${Badge} tone=${column.key === "primary" ? "live" : "quiet"}>${column.key} key</${Badge}>`}</th>
                    <td data-label="Type"><code>${column.type}</code></td>
                    <td data-label="Description" class="catalog-prose">${column.description}</td>
                </tr>`)}</tbody>
            </table>
        </section>`;
    }

    function Entries({ catalog }) {
        const ids = catalog.nodes
            .filter((node) => told.includes(node.layer))
            .sort((one, other) => layers.order(one.layer) - layers.order(other.layer) || one.name.localeCompare(other.name))
            .map((node) => node.id);
        const { nodes, problems } = useNodes(ids);
        if (problems) {
            return html`<${Problem} problems=${problems} />`;
        }
        return nodes ? nodes.map((node) => html`<${Entry} key=${node.id} node=${node} />`) : html`<${Skeleton} height=${600} />`;
    }

    function Dictionary() {
        const catalog = data.useData("catalog");
        const actions = html`<button type="button" class="button" onClick=${() => print()}><${Icon} name="download" />Print</button>`;
        return html`<${Page} title="Data dictionary" lead="Every column of the star and of the marts." actions=${actions}>
            <${CatalogTabs} current="dictionary" />
            <${Answer} of=${catalog} height=${600}>${(value) => html`<${Entries} catalog=${value} />`}</${Answer}>
        </${Page}>`;
    }

    parts.useNodes = useNodes;
    parts.Dictionary = Dictionary;
})();
