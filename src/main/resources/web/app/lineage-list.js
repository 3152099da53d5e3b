/* The lineage as a list: the same nodes by layer, for those who don't see the drawing or don't use a mouse. */
(function () {
    "use strict";

    const { html, hooks, layers, link, parts } = caravan;
    const { useEffect, useRef, useState } = hooks;
    const { Layer, Status } = parts;

    const rowsAtOnce = 150;
    const later = window.requestIdleCallback || ((work) => setTimeout(work, 16));
    const never = window.cancelIdleCallback || clearTimeout;

    function grouped(nodes) {
        const groups = new Map();
        nodes.forEach((node) => groups.set(node.layer, [...(groups.get(node.layer) || []), node]));
        return [...groups].sort(([one], [other]) => layers.order(one) - layers.order(other));
    }

    /** Up and down walk the list; right goes to what reads the node, left to what it reads. */
    function target(key, id, ordered, near) {
        const index = ordered.indexOf(id);
        switch (key) {
            case "ArrowDown": return ordered[Math.min(index + 1, ordered.length - 1)];
            case "ArrowUp": return ordered[Math.max(index - 1, 0)];
            case "ArrowRight": return near.down.get(id)?.[0];
            case "ArrowLeft": return near.up.get(id)?.[0];
            case "Home": return ordered[0];
            case "End": return ordered[ordered.length - 1];
            default: return undefined;
        }
    }

    /** How many of so many rows stand there already: a screenful at once, the rest when the drawing stands and the browser is idle. */
    function useRows(all) {
        const [rows, setRows] = useState(rowsAtOnce);
        useEffect(() => {
            if (rows >= all) {
                return undefined;
            }
            let here = true;
            let waiting = null;
            const rest = () => (waiting = here && later(() => setRows(all)));
            caravan.library("cytoscape").then(rest, rest);
            return () => {
                here = false;
                never(waiting);
            };
        }, [rows, all]);
        return rows;
    }

    /** Groups without what stands behind the first rows. */
    function cut(groups, rows) {
        let left = rows;
        return groups.map(([layer, members]) => {
            const some = members.slice(0, Math.max(0, left));
            left -= members.length;
            return [layer, some];
        }).filter(([, some]) => some.length > 0);
    }

    function NodeList({ nodes, near, picked, params }) {
        const list = useRef(null);
        const walking = useRef(false);
        const groups = grouped(nodes);
        const ordered = groups.flatMap(([, members]) => members.map((node) => node.id));
        const first = ordered.includes(picked) ? picked : ordered[0];
        const rows = useRows(nodes.length);

        useEffect(() => {
            const current = list.current.querySelector("[aria-current]");
            if (walking.current) {
                walking.current = false;
                current?.focus();
            } else if (current) {
                // Only the list itself scrolls, never the page under the reader.
                list.current.scrollTop = current.offsetTop - list.current.clientHeight / 2;
            }
        }, [picked, nodes, rows >= nodes.length]);

        const onKeyDown = (event) => {
            const next = target(event.key, event.target.dataset.id, ordered, near);
            if (next === undefined) {
                return;
            }
            event.preventDefault();
            if (next !== picked) {
                walking.current = true;
                caravan.replace(link("lineage", [next], params));
            }
        };

        return html`<nav class="lineage-list" aria-label="Nodes of the lineage" aria-describedby="lineage-keys" ref=${list} onKeyDown=${onKeyDown}>
            ${cut(groups, rows).map(([layer, members]) => html`<div key=${layer}>
                <h2><${Layer} name=${layer} /></h2>
                <ul>${members.map((node) => html`<li key=${node.id}>
                    <a href=${link("lineage", [node.id], params)} data-id=${node.id} tabindex=${node.id === first ? 0 : -1}
                        aria-current=${node.id === picked ? "true" : undefined}>
                        <span>${node.name}</span>${node.status && html`<${Status} value=${node.status} label=${html`<span class="hidden">${node.status}</span>`} />`}
                    </a>
                </li>`)}</ul>
            </div>`)}
        </nav>`;
    }

    parts.NodeList = NodeList;
})();
