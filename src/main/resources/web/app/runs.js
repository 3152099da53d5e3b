/* Runs: the one in hand as it goes, and the history of all. */
(function () {
    "use strict";

    const { html, hooks, data, format, link, live, parts } = caravan;
    const { useEffect, useState } = hooks;
    const { Answer, Bars, Card, Empty, Icon, Page, Status } = parts;

    const pageSize = 50;
    const shownAtMost = 60;

    /** Ticks once a second while something runs. */
    function useNow(runs) {
        const [now, setNow] = useState(Date.now());
        useEffect(() => {
            if (!runs) {
                return undefined;
            }
            const timer = setInterval(() => setNow(Date.now()), 1000);
            return () => clearInterval(timer);
        }, [runs]);
        return now;
    }

    function Step({ step, now }) {
        const seconds = step.seconds ?? (step.startedAt && step.state === "running" ? Math.max(0, (now - Date.parse(step.startedAt)) / 1000) : null);
        return html`<li class=${"live-step is-" + step.state}>
            <${Status} value=${step.state} />
            <span class="live-name"><span class="muted">${step.step}</span> ${step.name}</span>
            <span class="number">${step.rows === null ? "" : format.plural(step.rows, "row")}</span>
            <span class="number muted">${seconds === null ? "" : format.duration(seconds)}</span>
            ${step.message && html`<p class="catalog-message">${step.message}</p>`}
        </li>`;
    }

    const outcomes = { ended: "done", failed: "failed", waits: "waits for another run", skipped: "skipped" };

    /** The run in hand, or nothing where that is not the run of this id. Newest first: what happens now is at the top. */
    function Live({ id }) {
        const run = live.useRun();
        const now = useNow(run.command !== null);
        if ((!run.command && !run.outcome) || (id && run.runId !== id)) {
            return null;
        }
        const { command, outcome } = run;
        const title = command ? `${command} is running` : `${outcome.command}: ${outcomes[outcome.state] || outcome.state}`;
        const ended = run.steps.filter((step) => step.state !== "running").length;
        const note = command
            ? `${format.plural(ended, "step")} done, began ${format.ago(run.startedAt)}`
            : format.plural(run.steps.length, "step");
        const more = run.runId && !id && html`<a class="button" href=${link("runs", [run.runId])}>Details</a>`;
        return html`<${Card} title=${title} note=${note} actions=${more} className=${command ? "live-card is-running" : "live-card"}>
            ${outcome?.message && html`<p class="catalog-message">${outcome.message}</p>`}
            <ol class="live-steps" aria-live="polite" aria-relevant="additions">
                ${run.steps.slice(-shownAtMost).reverse().map((step) => html`<${Step} key=${step.step + step.name} step=${step} now=${now} />`)}
            </ol>
        </${Card}>`;
    }

    /** What became of the nodes, in few words; nothing is said of what did not happen. */
    function Counts({ nodes }) {
        const counts = ["error", "warn", "skipped", "success"].filter((status) => nodes[status] > 0);
        return html`<span class="runs-counts">${counts.map((status) => html`<${Status} key=${status} value=${status}
            label=${html`${format.exact(nodes[status])}<span class="hidden"> ${status}</span>`} />`)}</span>`;
    }

    function Row({ run }) {
        return html`<tr>
            <td data-label="Result"><${Status} value=${run.status} /></td>
            <th scope="row"><a href=${link("runs", [run.id])}>${run.command}</a>
                ${run.message && html`<p class="runs-message">${run.message.split("\n")[0]}</p>`}</th>
            <td data-label="Started" title=${format.seconds(run.startedAt)}>${format.ago(run.startedAt)}</td>
            <td data-label="Took" class="number">${format.duration(run.seconds)}</td>
            <td data-label="Extracted" class="number">${format.exact(run.rowsExtracted)}</td>
            <td data-label="Loaded" class="number">${format.exact(run.rowsLoaded)}</td>
            <td data-label="Nodes"><${Counts} nodes=${run.nodes} /></td>
        </tr>`;
    }

    function History({ runs }) {
        return html`<table class="catalog-table runs-table">
            <caption class="hidden">Runs, newest first</caption>
            <thead><tr>
                <th scope="col">Result</th><th scope="col">Command</th><th scope="col">Started</th><th scope="col" class="number">Took</th>
                <th scope="col" class="number">Extracted</th><th scope="col" class="number">Loaded</th><th scope="col">Nodes</th>
            </tr></thead>
            <tbody>${runs.map((run) => html`<${Row} key=${run.id} run=${run} />`)}</tbody>
        </table>`;
    }

    /** Links that turn the pages of a list that is asked for by "what is before this one". */
    function Older({ view, params, next }) {
        if (!params.before && !next) {
            return null;
        }
        return html`<nav class="pager" aria-label="Pages of the list">
            ${params.before && html`<a class="button" href=${link(view, [], { ...params, before: "" })}><${Icon} name="left" />Newest</a>`}
            ${next && html`<a class="button" href=${link(view, [], { ...params, before: next })}>Older<${Icon} name="right" /></a>`}
        </nav>`;
    }

    function RunsTabs({ current }) {
        return html`<nav class="tab-bar" aria-label="Runs">
            ${[["runs", "Runs"], ["batches", "Batches"]].map(([id, label]) => html`<a key=${id} class="tab" href=${link(id)}
                aria-current=${id === current ? "page" : undefined}>${label}</a>`)}
        </nav>`;
    }

    function List({ params }) {
        const answer = data.useData("runs", { limit: pageSize, before: params.before }, { keep: true });
        return html`<${Page} title="Runs" lead="What ran, how long it took, and what became of it.">
            <${RunsTabs} current="runs" />
            ${!params.before && html`<${Live} />`}
            <${Answer} of=${answer} height=${480}>${({ runs, next }) => runs.length === 0
                ? html`<${Empty} title="Nothing ran yet">Start one with <code>caravan run</code>.</${Empty}>`
                : html`<div class="runs-stack">
                    ${runs.length > 1 && html`<${Card} title="Durations" note="Oldest left, newest right">
                        <${Bars} points=${runs.map((run) => ({ ...run, runId: run.id, label: run.command })).reverse()} label="Durations of runs, oldest first" />
                    </${Card}>`}
                    <${Card} title="History"><${History} runs=${runs} /><${Older} view="runs" params=${params} next=${next} /></${Card}>
                </div>`}</${Answer}>
        </${Page}>`;
    }

    function Runs({ route }) {
        const [id] = route.path;
        return id ? html`<${parts.Run} id=${id} params=${route.params} />` : html`<${List} params=${route.params} />`;
    }

    Object.assign(parts, { Counts, Live, Older, RunsTabs });
    caravan.view("runs", Runs);
})();
