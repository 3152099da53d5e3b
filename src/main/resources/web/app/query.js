/* Read-only SQL over the warehouse, for those who can't open a database that the running process holds. */
(function () {
    "use strict";

    const { html, hooks, data, format, parts } = caravan;
    const { useEffect, useMemo, useRef, useState } = hooks;
    const { Card, CopyButton, Empty, Highlighted, Icon, Page, Problem, Search, Skeleton, Table } = parts;
    const rowLimits = [100, 1000, 10000];
    const rememberedAtMost = 30;

    /* What was asked outlives a visit to another view, not the page. */
    const memory = { sql: "", entries: [] };

    /** A value of a CSV cell; one that a spreadsheet would take for a formula gets a quote before it. */
    function csvCell(value, kind) {
        const text = value === null ? "" : String(value);
        const safe = kind !== "number" && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
        return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
    }

    function csv(result) {
        const lines = [
            result.columns.map((column) => csvCell(column.name, "text")),
            ...result.rows.map((row) => row.map((value, index) => csvCell(value, result.columns[index].kind))),
        ];
        return lines.map((line) => line.join(",")).join("\r\n") + "\r\n";
    }

    function remember(entry) {
        memory.entries = [entry, ...memory.entries.filter((old) => old.sql !== entry.sql)].slice(0, rememberedAtMost);
    }

    /** One query at a time: a new one gives up the old. */
    function useRun() {
        const [state, setState] = useState({});
        const running = useRef(null);
        useEffect(() => () => running.current?.abort(), []);
        const run = async (sql, limit) => {
            running.current?.abort();
            const controller = new AbortController();
            running.current = controller;
            setState((old) => ({ ...old, running: true, problems: null }));
            try {
                const result = await data.query(sql, limit, controller.signal);
                remember({ sql, rows: result.rows.length, seconds: result.seconds });
                setState({ result });
                caravan.announce(`${format.plural(result.rows.length, "row")} in ${format.duration(result.seconds)}`);
            } catch (failure) {
                if (!controller.signal.aborted) {
                    remember({ sql, failed: true });
                    setState({ problems: data.problemsOf(failure) });
                }
            }
        };
        const stop = () => {
            running.current?.abort();
            setState((old) => ({ result: old.result }));
        };
        return { ...state, run, stop };
    }

    function useTables() {
        const catalog = data.useData("catalog");
        return useMemo(() => (catalog.value?.nodes || [])
            .filter((node) => (node.kind === "model" && node.materialized !== "ephemeral") || node.kind === "source")
            .map((node) => ({ id: node.id, label: node.name, detail: [node.layer, node.rows === null || node.rows === undefined ? null : format.plural(node.rows, "row")].filter(Boolean).join(" · ") })),
        [catalog.value]);
    }

    /** A text area above its own coloured text: the browser does the editing, Tab leaves the field as everywhere. */
    function Editor({ sql, onChange, onRun }) {
        const coloured = useRef(null);
        return html`<div class="query-editor">
            <pre ref=${coloured} aria-hidden="true"><code><${Highlighted} text=${sql + "\n"} /></code></pre>
            <textarea class="query-text" aria-label="SQL" aria-describedby="query-hint" rows="9" spellcheck=${false} autocapitalize="off" autocomplete="off"
                placeholder="select * from star.dim_coin" value=${sql}
                onInput=${(event) => onChange(event.target.value)}
                onScroll=${({ target }) => {
                    coloured.current.scrollTop = target.scrollTop;
                    coloured.current.scrollLeft = target.scrollLeft;
                }}
                onKeyDown=${(event) => {
                    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                        event.preventDefault();
                        onRun();
                    }
                }}></textarea>
        </div>`;
    }

    function Result({ state }) {
        if (state.problems) {
            return html`<${Problem} problems=${state.problems} />`;
        }
        if (!state.result) {
            return state.running ? html`<${Skeleton} height=${240} label="The query is running" />` : html`<${Empty} title="Nothing asked yet">
                Write one select and press Ctrl + Enter.</${Empty}>`;
        }
        const { columns, rows, truncated, seconds } = state.result;
        return html`<div class=${state.running ? "answer waiting" : "answer"} aria-busy=${state.running ? "true" : "false"}>
            <div class="query-outcome">
                <p class="note number">${format.plural(rows.length, "row")} in ${format.duration(seconds)}${truncated ? "; there are more, raise the limit or ask for fewer" : ""}</p>
                <${CopyButton} label="Copy as CSV" text=${() => csv(state.result)} />
            </div>
            ${rows.length === 0
                ? html`<${Empty} title="No row fits" />`
                : html`<${Table} caption="Result of the query" rows=${rows}
                    columns=${columns.map((column, index) => ({ ...column, name: `${index}-${column.name}`, label: column.name, description: column.type, sortable: false }))} />`}
        </div>`;
    }

    function History({ entries, onPick }) {
        return html`<${Card} title="History" note="Kept until the page is closed.">
            ${entries.length === 0 && html`<p class="note">What you ask stands here.</p>`}
            <ol class="query-history">${entries.map((entry) => html`<li key=${entry.sql}>
                <button type="button" onClick=${() => onPick(entry.sql)}>
                    <code>${entry.sql.trim().replace(/\s+/g, " ").slice(0, 140)}</code>
                    <span class="note number">${entry.failed ? "failed" : `${format.plural(entry.rows, "row")}, ${format.duration(entry.seconds)}`}</span>
                </button>
            </li>`)}</ol>
        </${Card}>`;
    }

    function Query({ site }) {
        const [sql, setSql] = useState(memory.sql);
        const [limit, setLimit] = useState(1000);
        const state = useRun();
        const tables = useTables();
        const write = (text) => {
            memory.sql = text;
            setSql(text);
        };
        const look = (option) => data.get(`catalog/${option.id}`).then((node) => write(`select *\nfrom ${node.relation}\nlimit 100`));
        if (site && !site.features.query) {
            return html`<${Page} title="Query"><${Empty} title="An exported page has no warehouse to ask">
                Start Caravan and open its own page.</${Empty}></${Page}>`;
        }
        const run = () => sql.trim() !== "" && state.run(sql, limit);
        return html`<${Page} title="Query" lead=${`Read-only SQL over the warehouse${site ? ` (${site.warehouse})` : ""}. One select at a time; time and rows are limited.`}>
            <div class="query-columns">
                <div class="page">
                    <${Card}>
                        <${Editor} sql=${sql} onChange=${write} onRun=${run} />
                        <div class="query-actions">
                            <button type="button" class="button primary" onClick=${run} disabled=${sql.trim() === ""}><${Icon} name="play" />Run</button>
                            ${state.running && html`<button type="button" class="button" onClick=${state.stop}>Stop</button>`}
                            <label class="note">At most <select class="field" value=${limit} onChange=${(event) => setLimit(Number(event.target.value))}>
                                ${rowLimits.map((rows) => html`<option value=${rows}>${format.exact(rows)} rows</option>`)}
                            </select></label>
                            <p class="note" id="query-hint"><kbd>Ctrl</kbd> + <kbd>Enter</kbd> runs it</p>
                            <div class="query-tables"><${Search} label="Look at a table" placeholder="Look at a table" options=${tables}
                                onPick=${look} /></div>
                        </div>
                    </${Card}>
                    <${Card} title="Result"><${Result} state=${state} /></${Card}>
                </div>
                <${History} entries=${memory.entries} onPick=${write} />
            </div>
        </${Page}>`;
    }

    caravan.view("query", Query);
})();
