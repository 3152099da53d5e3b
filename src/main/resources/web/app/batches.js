/* Batches: what one poll landed, in which files; and from a row of the star back to the very line that it came from. */
(function () {
    "use strict";

    const { html, hooks, data, format, link, parts } = caravan;
    const { useState } = hooks;
    const { Answer, Card, CopyButton, Empty, Figure, Older, Page, RunsTabs, Badge } = parts;

    const pageSize = 50;

    function Count({ value, tone }) {
        return value > 0 ? html`<${Badge} tone=${tone}>${format.exact(value)}</${Badge}>` : html`<span class="muted">0</span>`;
    }

    function Pruned({ at }) {
        return html`<span title=${"Files pruned at " + format.seconds(at)}><${Badge}>pruned ${format.ago(at)}</${Badge}></span>`;
    }

    function BatchTable({ batches }) {
        return html`<table class="catalog-table batches-table">
            <caption class="hidden">Batches, newest first</caption>
            <thead><tr>
                <th scope="col">Dataset</th><th scope="col">Extracted</th><th scope="col">Loaded</th><th scope="col" class="number">Records</th>
                <th scope="col" class="number">Landed</th><th scope="col" class="number">Loaded rows</th><th scope="col" class="number">Rejected</th>
                <th scope="col" class="number">Repeated</th><th scope="col" class="number">Parts</th><th scope="col" class="number">Size</th>
            </tr></thead>
            <tbody>${batches.map((batch) => html`<tr key=${batch.id}>
                <th scope="row"><a href=${link("batches", [batch.id])}>${batch.dataset}</a>${batch.prunedAt && html` <${Pruned} at=${batch.prunedAt} />`}
                    <p class="batches-source">${batch.sourceUri}</p></th>
                <td data-label="Extracted" title=${format.seconds(batch.extractedAt)}>${format.ago(batch.extractedAt)}</td>
                <td data-label="Loaded" title=${format.seconds(batch.loadedAt)}>${format.ago(batch.loadedAt)}</td>
                <td data-label="Records" class="number">${format.exact(batch.rowsExtracted)}</td>
                <td data-label="Landed" class="number">${format.exact(batch.rowsLanded)}</td>
                <td data-label="Loaded rows" class="number">${format.exact(batch.rowsLoaded)}</td>
                <td data-label="Rejected" class="number"><${Count} value=${batch.rowsRejected} tone="bad" /></td>
                <td data-label="Repeated" class="number"><${Count} value=${batch.rowsRepeated} tone="warn" /></td>
                <td data-label="Parts" class="number">${format.exact(batch.parts)}</td>
                <td data-label="Size" class="number">${format.bytes(batch.sizeBytes)}</td>
            </tr>`)}</tbody>
        </table>`;
    }

    function DatasetChoice({ selected }) {
        const catalog = data.useData("catalog");
        const datasets = (catalog.value?.nodes || []).filter((node) => node.kind === "source" && node.id.includes(".raw.")).map((node) => node.name);
        return html`<div class="toolbar"><select class="field" aria-label="Dataset" value=${selected || ""}
            onChange=${(event) => caravan.setParams({ dataset: event.target.value, before: "" })}>
            <option value="">Dataset: all</option>
            ${datasets.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
        </select></div>`;
    }

    function List({ params }) {
        const answer = data.useData("batches", { dataset: params.dataset, limit: pageSize, before: params.before }, { keep: true });
        return html`<${Page} title="Batches" lead="One poll of one dataset: what was received, landed and loaded.">
            <${RunsTabs} current="batches" />
            <${Card}>
                <${DatasetChoice} selected=${params.dataset} />
                <${Answer} of=${answer} height=${480}>${({ batches, next }) => batches.length === 0
                    ? html`<${Empty} title="No batch">Nothing was loaded yet.</${Empty}>`
                    : html`<${BatchTable} batches=${batches} /><${Older} view="batches" params=${params} next=${next} />`}</${Answer}>
            </${Card}>
        </${Page}>`;
    }

    function Files({ batch, part }) {
        return html`<table class="catalog-table">
            <thead><tr><th scope="col">Part</th><th scope="col" class="number">Rows</th><th scope="col" class="number">Size</th><th scope="col">SHA-256</th></tr></thead>
            <tbody>${batch.files.map((file) => html`<tr key=${file.part} class=${String(file.part) === part ? "is-marked" : ""}>
                <th scope="row"><a href=${link("batches", [batch.id], { part: file.part, line: 2 })}>${file.name}</a><p class="batches-source">${file.uri}</p></th>
                <td data-label="Rows" class="number">${format.exact(file.rows)}</td>
                <td data-label="Size" class="number">${format.bytes(file.sizeBytes)}</td>
                <td data-label="SHA-256"><code class="batches-hash">${file.sha256}</code></td>
            </tr>`)}</tbody>
        </table>`;
    }

    function LineForm({ batch, params }) {
        const [part, setPart] = useState(params.part || "0");
        const [line, setLine] = useState(params.line || "2");
        const look = (event) => {
            event.preventDefault();
            caravan.setParams({ part, line });
        };
        return html`<form class="toolbar" onSubmit=${look}>
            <label>Part <input class="field batches-number" type="number" min="0" max=${batch.files.length - 1} value=${part} required
                onInput=${(event) => setPart(event.target.value)} /></label>
            <label>Line <input class="field batches-number" type="number" min="2" value=${line} required onInput=${(event) => setLine(event.target.value)} /></label>
            <button class="button" type="submit">Show the line</button>
        </form>`;
    }

    /** The line as it lies in the landing: the header's names beside the values, nothing cleaned. */
    function Line({ id, part, line }) {
        const answer = data.useData(`batches/${id}/parts/${part}/lines/${line}`, undefined, { keep: true });
        return html`<${Answer} of=${answer}>${(value) => html`
            <p class="batches-place"><code>${value.file}</code>, line ${format.exact(value.line)}
                <${CopyButton} text=${() => JSON.stringify(Object.fromEntries(value.header.map((name, index) => [name, value.values[index]])), null, 2)} label="Copy as JSON" /></p>
            <dl class="batches-line">${value.header.map((name, index) => html`<div key=${name + index}>
                <dt>${name}</dt>
                <dd>${value.values[index] || html`<span class="muted">empty</span>`}</dd>
            </div>`)}</dl>`}</${Answer}>`;
    }

    function Figures({ batch }) {
        return html`<dl class="figures">
            <${Figure} label="Extracted" value=${format.ago(batch.extractedAt)}>${format.seconds(batch.extractedAt)}</${Figure}>
            <${Figure} label="Records" value=${format.exact(batch.rowsExtracted)} />
            <${Figure} label="Rejected" value=${format.exact(batch.rowsRejected)} />
            <${Figure} label="Repeated" value=${format.exact(batch.rowsRepeated)} />
            <${Figure} label="Landed" value=${format.exact(batch.rowsLanded)} />
            <${Figure} label="Loaded" value=${format.exact(batch.rowsLoaded)}>${format.ago(batch.loadedAt)}</${Figure}>
            <${Figure} label="Size" value=${format.bytes(batch.sizeBytes)} />
            ${batch.prunedAt && html`<${Figure} label="Pruned" value=${format.ago(batch.prunedAt)}>${format.seconds(batch.prunedAt)}</${Figure}>`}
        </dl>`;
    }

    function Gone({ batch, wanted, params }) {
        return html`<${Card} title="Files">
            <${Empty} title="Pruned">${wanted ? `Line ${params.line} of part ${params.part} can no longer be shown. ` : ""}The files were deleted
                from the landing at ${format.seconds(batch.prunedAt)}; the rows stand in raw.${batch.dataset}.</${Empty}>
        </${Card}>`;
    }

    function Details({ batch, params }) {
        const wanted = params.line !== undefined && params.part !== undefined;
        return html`<div class="runs-stack">
            <${Card}>
                <${Figures} batch=${batch} />
                <p class="batches-from">From <code>${batch.sourceUri}</code>, by <a href=${link("runs", [batch.runId])}>this run</a></p>
            </${Card}>
            ${batch.prunedAt && html`<${Gone} batch=${batch} wanted=${wanted} params=${params} />`}
            ${!batch.prunedAt && caravan.mode === "live" && html`<${Card} title="A line of it" note="As it was landed, before anything cleaned it; line 1 is the header">
                <${LineForm} key=${`${params.part} ${params.line}`} batch=${batch} params=${params} />
                ${wanted && html`<${Line} id=${batch.id} part=${params.part} line=${params.line} />`}
            </${Card}>`}
            ${!batch.prunedAt && html`<${Card} title="Files"><${Files} batch=${batch} part=${params.part} /></${Card}>`}
        </div>`;
    }

    function Batch({ id, params }) {
        const answer = data.useData("batches/" + id);
        return html`<${Page} title=${answer.value ? `Batch of ${answer.value.dataset}` : "Batch"} lead=${html`<code>${id}</code>`}>
            <nav class="catalog-back"><a href=${link("batches")}>Batches</a></nav>
            <${Answer} of=${answer} height=${480}>${(batch) => html`<${Details} batch=${batch} params=${params} />`}</${Answer}>
        </${Page}>`;
    }

    function Batches({ route }) {
        const [id] = route.path;
        return id ? html`<${Batch} id=${id} params=${route.params} />` : html`<${List} params=${route.params} />`;
    }

    parts.BatchTable = BatchTable;
    caravan.view("batches", Batches);
})();
