/* The four tables of the market: sorted, filtered and paged by the server; the address holds the state, so it can be shared. */
(function () {
    "use strict";

    const { html, parts } = caravan;
    const { Page, Change, ServerTable, Icon, Empty } = parts;

    const tables = [
        { id: "coins", label: "Coins" },
        { id: "historical_data", label: "Historical data" },
        { id: "exchanges", label: "Exchanges" },
        { id: "top_coins", label: "Top coins" },
    ];
    const origin = ["batch_id", "part", "line"];

    function Origin({ batchId, part, line }) {
        const label = `Batch ${batchId}, part ${part}, line ${line}`;
        return html`<a class="origin" href=${caravan.link("batches", [batchId], { part, line })} title=${label} aria-label=${label}>
            <${Icon} name="origin" /></a>`;
    }

    /** Changes carry their colour; batch, part and line become one link to where the row comes from. */
    function present(columns) {
        const at = Object.fromEntries(columns.map((column) => [column.name, column.index]));
        const shown = columns.filter((column) => !origin.includes(column.name)).map((column) => (/change_/.test(column.name)
            ? { ...column, render: (value) => html`<${Change} value=${value} />` }
            : column));
        if (!origin.every((name) => name in at)) {
            return shown;
        }
        return [{
            name: "batch_id", index: at.batch_id, label: "From", kind: "short", filterable: false, description: "The batch, file and line that the row comes from.",
            render: (batchId, row) => html`<${Origin} batchId=${batchId} part=${row[at.part]} line=${row[at.line]} />`,
        }, ...shown];
    }

    function Tables({ route }) {
        const chosen = tables.find((table) => table.id === (route.path[0] || "coins"));
        if (!chosen) {
            return html`<${Page} title="Tables"><${Empty} title=${`There is no table “${route.path[0]}”`}>
                <a href=${caravan.link("tables")}>Look at the coins</a></${Empty}></${Page}>`;
        }
        return html`<${Page} title=${chosen.label}>
            <nav class="tab-bar" aria-label="Tables">
                ${tables.map((table) => html`<a key=${table.id} class="tab" href=${caravan.link("tables", [table.id])}
                    aria-current=${table.id === chosen.id ? "page" : undefined}>${table.label}</a>`)}
            </nav>
            <${ServerTable} key=${chosen.id} path=${"tables/" + chosen.id} state=${route.params} onState=${caravan.setParams} present=${present} />
        </${Page}>`;
    }

    caravan.view("tables", Tables);
    caravan.view("coins", () => {
        caravan.replace(caravan.link("tables", ["coins"]));
        return null;
    });
    Object.assign(parts, { Origin });
})();
