/* Tables: `Table` draws rows that are there, `ServerTable` asks the server for a sorted, filtered page of them. */
(function () {
    "use strict";

    const { html, hooks, data, format, parts } = caravan;
    const { useEffect, useRef, useState } = hooks;
    const { Icon, Problem, Skeleton, Empty } = parts;
    const pageSizes = [25, 50, 100, 250];

    function alignment(column) {
        return column.kind === "number" ? "number" : column.kind === "text" ? "text" : "short";
    }

    function ariaSort(column, sort) {
        return sort?.column === column.name ? (sort.descending ? "descending" : "ascending") : undefined;
    }

    /** The first click sorts numbers and times from the top, text from A; the next one turns it round. */
    function nextSort(column, sort) {
        const descending = sort?.column === column.name ? !sort.descending : column.kind !== "text";
        return { column: column.name, descending };
    }

    function Heading({ column, sort, onSort }) {
        const label = column.label || format.words(column.name);
        const sorted = sort?.column === column.name;
        return html`<th scope="col" class=${alignment(column)} aria-sort=${ariaSort(column, sort)} title=${column.description}>
            ${onSort && column.sortable !== false
                ? html`<button type="button" class=${sorted ? "sorter on" : "sorter"} onClick=${() => onSort(nextSort(column, sort))}>
                    ${label}<${Icon} name=${sorted && !sort.descending ? "up" : "down"} />
                </button>`
                : label}
        </th>`;
    }

    /**
     * `columns`: `{name, kind, label?, description?, render?(value, row), sortable?}`; a row is an array in the order of the columns or an
     * object by their names. `filters` is an optional row of fields below the heading.
     */
    function Table({ caption, columns, rows, sort, onSort, filters, rowKey }) {
        const valueOf = (row, column, index) => (Array.isArray(row) ? row[column.index ?? index] : row[column.name]);
        return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${caption}>
            <table>
                <caption class="hidden">${caption}</caption>
                <thead>
                    <tr>${columns.map((column) => html`<${Heading} key=${column.name} column=${column} sort=${sort} onSort=${onSort} />`)}</tr>
                    ${filters}
                </thead>
                <tbody>${rows.map((row, place) => html`<tr key=${rowKey ? rowKey(row) : place}>
                    ${columns.map((column, index) => {
                        const value = valueOf(row, column, index);
                        return html`<td key=${column.name} class=${alignment(column)}>
                            ${column.render ? column.render(value, row) : format.cell(value, column.kind)}
                        </td>`;
                    })}
                </tr>`)}</tbody>
            </table>
        </div>`;
    }

    /**
     * A field that tells what is typed into it after a pause, or at once on Enter; what `fits` refuses is marked and not told.
     */
    function Typed({ label, value, placeholder, onChange, type = "text", fits = () => true }) {
        const [text, setText] = useState(value);
        const told = useRef(value);
        const meant = text.trim();
        const fitting = meant === "" || fits(meant);
        const tell = () => {
            told.current = meant;
            onChange(meant);
        };
        // Only what comes from elsewhere: what this field told itself comes back later than the next letter is typed.
        useEffect(() => {
            if (value !== told.current) {
                told.current = value;
                setText(value);
            }
        }, [value]);
        useEffect(() => {
            if (meant === told.current || !fitting) {
                return undefined;
            }
            const pause = setTimeout(tell, 300);
            return () => clearTimeout(pause);
        }, [text]);
        return html`<input type=${type} class="field" aria-label=${label} placeholder=${placeholder} value=${text} spellcheck=${false}
            aria-invalid=${fitting ? undefined : "true"} onInput=${(event) => setText(event.target.value)}
            onKeyDown=${(event) => event.key === "Enter" && fitting && tell()} />`;
    }

    const filterHints = { number: ">=1 or 1..9", time: ">=2021-12-01", date: ">=2021-12-01", text: "contains", boolean: "true" };
    const filterValues = { number: "[-+]?\\d+(?:\\.\\d+)?", time: "\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d(?::\\d\\d)?Z?)?", date: "\\d{4}-\\d\\d-\\d\\d", boolean: "true|false" };

    /** Whether a filter is whole, so that the server is not asked while `>=` is typed. */
    function isWhole(text, kind) {
        const value = filterValues[kind];
        return !value || new RegExp(`^\\s*(?:(?:>=|<=|=)?\\s*(?:${value})|(?:${value})?\\.\\.(?:${value})?)\\s*$`).test(text);
    }

    function Filters({ columns, filters, onFilter }) {
        return html`<tr class="filters">${columns.map((column) => html`<td key=${column.name} class=${alignment(column)}>
            ${column.filterable !== false && html`<${Typed} label=${`Filter ${column.label || format.words(column.name)}`}
                placeholder=${filterHints[column.kind]} value=${filters[column.name] || ""} fits=${(text) => isWhole(text, column.kind)}
                onChange=${(text) => onFilter(column.name, text)} />`}
        </td>`)}</tr>`;
    }

    function Pager({ total, offset, limit, onPage, onLimit }) {
        const last = Math.min(offset + limit, total);
        return html`<nav class="pager" aria-label="Pages of the table">
            <span class="number">${total === 0 ? "No rows" : `${format.exact(offset + 1)}–${format.exact(last)} of ${format.exact(total)}`}</span>
            <label>Rows <select class="field" value=${limit} onChange=${(event) => onLimit(Number(event.target.value))}>
                ${pageSizes.map((size) => html`<option value=${size}>${size}</option>`)}
            </select></label>
            <button type="button" class="button icon-only" aria-label="Previous page" disabled=${offset === 0}
                onClick=${() => onPage(Math.max(0, offset - limit))}><${Icon} name="left" /></button>
            <button type="button" class="button icon-only" aria-label="Next page" disabled=${last >= total}
                onClick=${() => onPage(offset + limit)}><${Icon} name="right" /></button>
        </nav>`;
    }

    function filtersOf(state) {
        return Object.fromEntries(Object.entries(state)
            .filter(([name]) => name.startsWith("filter."))
            .map(([name, text]) => [name.slice("filter.".length), text]));
    }

    /**
     * A table that the server sorts, filters and pages. `state` holds the parameters of the request (`q`, `sort`, `desc`, `offset`,
     * `limit`, `filter.<column>`), `onState(changes)` changes some of them: views keep it in the address. `present(columns)` may
     * leave out, rename, reorder or render columns; `parameters` are the analysis' own and not for the reader to change.
     */
    function ServerTable({ path, state, onState, present = (columns) => columns, parameters = {}, tools }) {
        const [filtering, setFiltering] = useState(Object.keys(filtersOf(state)).length > 0);
        const limit = Number(state.limit || 50);
        const asked = { ...parameters, ...state, limit };
        const answer = data.useData(path, asked, { keep: true });
        const site = data.useData("site");
        const value = answer.value;

        useEffect(() => {
            if (value && !answer.loading) {
                caravan.announce(format.plural(value.total, "row"));
            }
        }, [value]);

        const change = (changes) => onState({ offset: "", ...changes });
        const columns = value ? present(value.columns.map((column, index) => ({ ...column, index }))) : [];
        const sort = state.sort ? { column: state.sort, descending: String(state.desc) === "true" } : null;
        const filters = filtering && html`<${Filters} columns=${columns} filters=${filtersOf(state)}
            onFilter=${(name, text) => change({ ["filter." + name]: text })} />`;

        return html`<div class="server-table">
            <div class="toolbar">
                <div class="search"><${Icon} name="search" /><${Typed} type="search" label="Search all text" placeholder="Search all text"
                    value=${state.q || ""} onChange=${(q) => change({ q })} /></div>
                ${tools}
                <button type="button" class="button" aria-pressed=${filtering ? "true" : "false"} onClick=${() => setFiltering(!filtering)}>
                    <${Icon} name="filter" />Filter columns</button>
                ${site.value?.features.csv && html`<a class="button" href=${data.url(path + ".csv", { ...asked, limit: "", offset: "" })} download>
                    <${Icon} name="download" />CSV</a>`}
            </div>
            ${answer.problems && html`<${Problem} problems=${answer.problems} retry=${answer.retry} />`}
            ${!value && !answer.problems && html`<${Skeleton} height=${480} />`}
            ${value?.description && html`<p class="note">${value.description}</p>`}
            ${value && html`<div class=${answer.loading ? "answer waiting" : "answer"} aria-busy=${answer.loading ? "true" : "false"}>
                <${Table} caption=${value.title || value.name} columns=${columns} rows=${value.rows} sort=${sort} filters=${filters}
                    onSort=${(next) => change({ sort: next.column, desc: next.descending })} />
                ${value.rows.length === 0 && html`<${Empty} title="No row fits">Take a filter away, or search for less.</${Empty}>`}
                ${value.leftOut > 0 && html`<p class="note">${format.plural(value.leftOut, "row")} more are in the warehouse than in this exported page.</p>`}
                <${Pager} total=${value.total} offset=${Number(state.offset || 0)} limit=${limit}
                    onPage=${(offset) => onState({ offset })} onLimit=${(size) => change({ limit: size })} />
            </div>`}
        </div>`;
    }

    Object.assign(parts, { Table, ServerTable, Typed });
})();
