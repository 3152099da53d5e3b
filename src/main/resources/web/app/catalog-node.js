/* One node of the catalog: its columns, tests, SQL, neighbours and how it went of late. */
(function () {
    "use strict";

    const { html, data, format, link, parts } = caravan;
    const { Answer, Badge, Card, Code, Empty, Figure, Icon, Layer, Page, Status, Tabs } = parts;

    const kinds = { endpoint: "Endpoint", source: "Source", model: "Model", test: "Test", analysis: "Analysis" };

    const sound = ["pass", null];

    function Message({ test }) {
        return test.message && !sound.includes(test.status)
            ? html`<p class=${test.status === "warn" ? "catalog-message warn" : "catalog-message"}>${test.message}</p>`
            : null;
    }

    function TestLine({ test }) {
        return html`<li class="catalog-test">
            <${Status} value=${test.status} label=${test.kind.replace(/_/g, " ")} />
            ${test.severity === "warn" && html`<${Badge}>warns only</${Badge}>`}
            <${Message} test=${test} />
        </li>`;
    }

    function Key({ kind }) {
        return kind ? html`<${Badge} tone=${kind === "primary" ? "live" : "quiet"}>${kind} key</${Badge}>` : null;
    }

    function Columns({ columns }) {
        return html`<${Card} title="Columns" note=${format.plural(columns.length, "column")}>
            <table class="catalog-table catalog-columns">
                <thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Description</th><th scope="col">Tests</th></tr></thead>
                <tbody>${columns.map((column) => html`<tr key=${column.name}>
                    <th scope="row"><code>${column.name}</code> <${Key} kind=${column.key} /></th>
                    <td data-label="Type"><code>${column.type || format.none}</code>${column.nullable === false && html`<span class="muted"> not null</span>`}</td>
                    <td data-label="Description" class="catalog-prose">${column.description}</td>
                    <td data-label="Tests">${column.tests.length > 0 && html`<ul>${column.tests.map((test) => html`<${TestLine} key=${test.id} test=${test} />`)}</ul>`}</td>
                </tr>`)}</tbody>
            </table>
        </${Card}>`;
    }

    function Tests({ node }) {
        if (node.tests.length === 0) {
            return null;
        }
        return html`<${Card} title="Tests" note=${`${format.plural(node.tests.length, "test")}; a test is a select of rows that are wrong`}>
            ${node.tests.map((test) => html`<details key=${test.id} class="catalog-sql" open=${!sound.includes(test.status)}>
                <summary><${Status} value=${test.status} label=${test.name} /><span class="muted">${format.ago(test.lastRunAt)}</span></summary>
                <${Message} test=${test} />
                <${Code} text=${test.sql} label=${`SQL of ${test.name}`} />
            </details>`)}
        </${Card}>`;
    }

    /** The template beside what became of it; a phone shows one below the other. */
    function Sql({ node, tab }) {
        if (!node.sql && !node.template) {
            return null;
        }
        const incremental = tab === "incremental" && node.incrementalSql;
        const compiled = incremental
            ? html`<${Code} text=${node.incrementalSql} label="Compiled, new rows only" />`
            : node.sql && html`<${Code} text=${node.sql} label=${node.incrementalSql ? "Compiled, all rows" : "Compiled"} />`;
        const both = html`<div class="catalog-sides">
            ${node.template && html`<${Code} text=${node.template} label=${node.path} />`}
            ${compiled}
        </div>`;
        if (!node.incrementalSql) {
            return html`<${Card} title="SQL">${both}</${Card}>`;
        }
        const tabs = [{ id: "full", label: "First time and full refresh" }, { id: "incremental", label: "Incremental" }];
        return html`<${Card} title="SQL">
            <${Tabs} label="Branch of the template" tabs=${tabs} selected=${incremental ? "incremental" : "full"}
                onSelect=${(sql) => caravan.setParams({ sql: sql === "full" ? "" : sql })}>${both}</${Tabs}>
        </${Card}>`;
    }

    function Neighbours({ title, none, nodes }) {
        return html`<${Card} title=${title}>
            ${nodes.length === 0
                ? html`<p class="note">${none}</p>`
                : html`<ul class="catalog-neighbours">${nodes.map((node) => html`<li key=${node.id}>
                    <a href=${link("catalog", [node.id])}>${node.name}</a> <span class="muted">${node.kind}</span>
                </li>`)}</ul>`}
        </${Card}>`;
    }

    function Figures({ node }) {
        const { lastResult, freshness } = node;
        return html`<dl class="figures">
            <${Figure} label="Rows" value=${format.exact(node.rows)} />
            ${lastResult && html`<${Figure} label="Last result" value=${html`<${Status} value=${lastResult.status} />`}>
                <a href=${link("runs", [lastResult.runId])}>${format.ago(lastResult.startedAt)}</a></${Figure}>`}
            ${lastResult && html`<${Figure} label="Took" value=${format.duration(lastResult.seconds)} />`}
            ${freshness && html`<${Figure} label="Loaded" value=${format.ago(freshness.loadedAt)}>
                ${freshness.batchId && html`<a href=${link("batches", [freshness.batchId])}>batch</a>`}</${Figure}>`}
            <${Figure} label="Tests" value=${html`<${parts.Tests} tests=${node.tests.reduce(count, { pass: 0, warn: 0, fail: 0, other: 0 })} />`} />
        </dl>`;
    }

    function count(counts, { status }) {
        const kind = ["pass", "warn", "fail"].includes(status) ? status : status === "error" ? "fail" : "other";
        return { ...counts, [kind]: counts[kind] + 1 };
    }

    function Node({ node, params }) {
        const { lastResult } = node;
        return html`
            <div class="catalog-badges">
                <${Layer} name=${node.layer} /><${Badge}>${kinds[node.kind] || node.kind}</${Badge}>
                ${node.materialized && html`<${Badge}>${node.materialized}</${Badge}>`}
                ${node.tags.map((tag) => html`<a key=${tag} href=${link("catalog", [], { tag })}><${Badge}>${tag}</${Badge}></a>`)}
                <code class="muted">${node.relation || node.path}</code>
            </div>
            <${Card}>
                <div class="catalog-summary"><${Figures} node=${node} /><${parts.Trend} id=${node.id} /></div>
                ${lastResult?.message && html`<p class="catalog-message">${lastResult.message}</p>`}
            </${Card}>
            <div class="catalog-pair">
                <${Neighbours} title="Reads" none="Nothing: the row's way begins here." nodes=${node.parents} />
                <${Neighbours} title="Used by" none="Nothing in this project." nodes=${node.children} />
            </div>
            ${node.columns.length > 0 && html`<${Columns} columns=${node.columns} />`}
            <${Sql} node=${node} tab=${params.sql} />
            <${Tests} node=${node} />
            ${node.columns.length === 0 && !node.sql && html`<${Empty} title="Nothing more is known of this node" />`}`;
    }

    function CatalogNode({ id, params }) {
        const answer = data.useData("catalog/" + id);
        const node = answer.value;
        const actions = html`<a class="button" href=${link("lineage", [id], { up: 2, down: 2 })}><${Icon} name="lineage" />Show in the lineage</a>`;
        return html`<${Page} title=${node?.name || id} lead=${node?.description} actions=${actions}>
            <nav class="catalog-back"><a href=${link("catalog")}>Catalog</a></nav>
            <${Answer} of=${answer} height=${480}>${(value) => html`<${Node} node=${value} params=${params} />`}</${Answer}>
        </${Page}>`;
    }

    parts.CatalogNode = CatalogNode;
})();
