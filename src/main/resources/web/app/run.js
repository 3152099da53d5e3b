/* One run: what failed and why, when each node worked, what was extracted and loaded. */
(function () {
    "use strict";

    const { html, data, format, link, parts } = caravan;
    const { Answer, Card, Choice, Figure, Gantt, Page, Status } = parts;

    const bad = ["error", "fail"];

    function Failures({ run, nodes }) {
        const failed = nodes.filter((node) => bad.includes(node.status));
        const warned = nodes.filter((node) => node.status === "warn");
        const skipped = nodes.filter((node) => node.status === "skipped");
        if (!run.message && failed.length + warned.length + skipped.length === 0) {
            return null;
        }
        const told = new Set(failed.map((node) => node.message));
        return html`<${Card} title=${failed.length || run.status !== "success" ? "What failed" : "What to look at"}>
            ${run.message && !told.has(run.message) && html`<p class="catalog-message">${run.message}</p>`}
            <ul class="run-failures">${[...failed, ...warned].map((node) => html`<li key=${node.id}>
                <p><${Status} value=${node.status} /> <a href=${link("catalog", [node.id])}>${node.name}</a></p>
                ${node.message && html`<p class=${node.status === "warn" ? "catalog-message warn" : "catalog-message"}>${node.message}</p>`}
            </li>`)}</ul>
            ${skipped.length > 0 && html`<details class="run-skipped"><summary>${format.plural(skipped.length, "node was", "nodes were")} skipped because of that</summary>
                <ul>${skipped.map((node) => html`<li key=${node.id}><a href=${link("catalog", [node.id])}>${node.name}</a></li>`)}</ul></details>`}
        </${Card}>`;
    }

    function Nodes({ nodes, shown }) {
        const lineage = data.useData("lineage");
        const tests = nodes.filter((node) => node.kind === "test");
        const models = nodes.filter((node) => node.kind !== "test");
        const options = [{ id: "models", label: `Models ${models.length}` }, { id: "tests", label: `Tests ${tests.length}` }, { id: "all", label: "All" }];
        const chosen = { models, tests, all: nodes }[shown] || models;
        const choice = html`<${Choice} label="Which nodes" options=${options} selected=${shown || "models"}
            onSelect=${(id) => caravan.setParams({ nodes: id === "models" ? "" : id })} />`;
        return html`<${Card} title="When each node worked" actions=${choice}><${Gantt} nodes=${chosen} edges=${lineage.value?.edges || []} /></${Card}>`;
    }

    function Figures({ run }) {
        return html`<${Card}><dl class="figures">
            <${Figure} label="Result" value=${html`<${Status} value=${run.status} />`} />
            <${Figure} label="Started" value=${format.ago(run.startedAt)}>${format.seconds(run.startedAt)}</${Figure}>
            <${Figure} label="Took" value=${format.duration(run.seconds)} />
            <${Figure} label="Rows extracted" value=${format.exact(run.rowsExtracted)} />
            <${Figure} label="Rows loaded" value=${format.exact(run.rowsLoaded)} />
            <${Figure} label="Nodes" value=${html`<${parts.Counts} nodes=${run.nodes} />`} />
        </dl></${Card}>`;
    }

    function Run({ id, params }) {
        const answer = data.useData("runs/" + id, undefined, { keep: true });
        const run = answer.value?.run;
        return html`<${Page} title=${run ? `Run: ${run.command}` : "Run"} lead=${html`<code>${id}</code>`}>
            <nav class="catalog-back"><a href=${link("runs")}>Runs</a></nav>
            <${parts.Live} id=${id} />
            <${Answer} of=${answer} height=${480}>${({ nodes, batches }) => html`<div class="runs-stack">
                <${Figures} run=${run} />
                <${Failures} run=${run} nodes=${nodes} />
                ${nodes.length > 0 && html`<${Nodes} nodes=${nodes} shown=${params.nodes} />`}
                ${batches.length > 0 && html`<${Card} title="Batches" note="What this run extracted or loaded"><${parts.BatchTable} batches=${batches} /></${Card}>`}
            </div>`}</${Answer}>
        </${Page}>`;
    }

    parts.Run = Run;
})();
