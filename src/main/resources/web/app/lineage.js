/* The lineage: the graph from API endpoint to mart, whole or around one node, as a drawing and as a list. */
(function () {
    "use strict";

    const { html, hooks, data, format, graph, layers, link, parts } = caravan;
    const { useEffect, useMemo, useRef, useState } = hooks;
    const { Answer, Choice, Icon, Layer, NodeList, Page, Problem, Search, Status } = parts;

    const levels = ["0", "1", "2", "3", "5", "all"];
    const phoneWidth = 760;

    function levelOf(text) {
        return text === "all" ? Infinity : Number(text) || 0;
    }

    /** The nodes to draw and the places of their middles: all as they were laid out, or those around one node packed anew. */
    function shownOf(lineage, near, id, { up, down }) {
        if (!near.up.has(id) || (up === undefined && down === undefined)) {
            const places = new Map(lineage.nodes.map((node) => [node.id, { x: node.x + node.width / 2, y: node.y + node.height / 2 }]));
            return { nodes: lineage.nodes, edges: lineage.edges, places, focused: false };
        }
        const wanted = graph.around(id, near, levelOf(up), levelOf(down));
        const nodes = lineage.nodes.filter((node) => wanted.has(node.id));
        return { nodes, edges: lineage.edges, places: graph.pack(nodes, near), focused: true };
    }

    function useTheme() {
        const [theme, setTheme] = useState(caravanTheme.current());
        useEffect(() => caravanTheme.subscribe(setTheme), []);
        return theme;
    }

    function Drawing({ shown, colours, picked, params }) {
        const place = useRef(null);
        const [drawing, setDrawing] = useState(null);
        const [problems, setProblems] = useState(null);
        const theme = useTheme();
        const latest = useRef(null);
        latest.current = {
            onPick: (id) => caravan.go(link("lineage", [id], params)),
            onFocus: (id) => caravan.go(link("lineage", [id], { up: 2, down: 2, ...params })),
        };

        useEffect(() => {
            let here = true;
            let opened = null;
            caravan.lineageCanvas.open(place.current, { onPick: (id) => latest.current.onPick(id), onFocus: (id) => latest.current.onFocus(id) }).then(
                (drawn) => {
                    opened = drawn;
                    here ? setDrawing(drawn) : drawn.close();
                },
                (failure) => here && setProblems(data.problemsOf(failure)),
            );
            return () => {
                here = false;
                opened?.close();
            };
        }, []);

        useEffect(() => drawing?.show(shown, colours), [drawing, shown, colours, theme]);
        useEffect(() => drawing?.pick(picked), [drawing, shown, colours, theme, picked]);
        useEffect(() => {
            if (drawing) {
                picked && !shown.focused ? drawing.reveal(picked) : drawing.fit(picked);
            }
        }, [drawing, shown, picked]);

        if (problems) {
            return html`<${Problem} problems=${problems} />`;
        }
        // Cytoscape writes a style element, which the page's policy refuses, unless it finds an element by this id.
        return html`<div class="lineage-frame" id="__________cytoscape_stylesheet">
            <div class="lineage-canvas" ref=${place} role="img" data-drawn=${drawing ? shown.nodes.length : undefined}
                aria-label=${`Drawing of ${format.plural(shown.nodes.length, "node")}; the list beside it has the same`}></div>
            <div class="lineage-zoom">
                <button type="button" class="button icon-only" aria-label="Larger" onClick=${() => drawing?.zoom(1.3)}>+</button>
                <button type="button" class="button icon-only" aria-label="Smaller" onClick=${() => drawing?.zoom(1 / 1.3)}>−</button>
                <button type="button" class="button" onClick=${() => drawing?.fit()}>Fit</button>
            </div>
            <${Legend} colours=${colours} nodes=${shown.nodes} />
        </div>`;
    }

    function Legend({ colours, nodes }) {
        if (colours === "result") {
            return html`<ul class="lineage-legend" aria-label="Legend">
                ${["success", "warn", "error", "skipped"].map((status) => html`<li key=${status}><${Status} value=${status} /></li>`)}
            </ul>`;
        }
        const present = [...new Set(nodes.map((node) => node.layer))].sort((one, other) => layers.order(one) - layers.order(other));
        return html`<ul class="lineage-legend" aria-label="Legend">${present.map((layer) => html`<li key=${layer}><${Layer} name=${layer} /></li>`)}</ul>`;
    }

    function Level({ label, name, value, params, id }) {
        return html`<label class="lineage-level">${label}
            <select class="field" value=${value ?? "0"} onChange=${(event) => caravan.replace(link("lineage", [id], { ...params, [name]: event.target.value }))}>
                ${levels.map((level) => html`<option key=${level} value=${level}>${level}</option>`)}
            </select>
        </label>`;
    }

    function Tools({ lineage, picked, params, focused, colours }) {
        const options = useMemo(() => lineage.nodes.map((node) => ({ id: node.id, label: node.name, detail: layers.label(node.layer) })), [lineage]);
        const focus = { up: 2, down: 2, ...params };
        return html`<div class="toolbar lineage-tools">
            <${Search} label="Find a node" options=${options} value=${picked} onPick=${({ id }) => caravan.go(link("lineage", [id], params))} />
            ${focused && html`
                <${Level} label="Levels up" name="up" value=${params.up} params=${params} id=${picked} />
                <${Level} label="Levels down" name="down" value=${params.down} params=${params} id=${picked} />
                <a class="button" href=${link("lineage", [picked], { ...params, up: "", down: "" })}>Show all</a>`}
            ${picked && !focused && html`<a class="button" href=${link("lineage", [picked], focus)}>Focus on it</a>`}
            <${Choice} label="Colours by" selected=${colours} options=${[{ id: "layer", label: "Layers" }, { id: "result", label: "Last result" }]}
                onSelect=${(id) => caravan.setParams({ colours: id === "layer" ? "" : id })} />
        </div>`;
    }

    function Neighbours({ title, ids, byId, params }) {
        return html`<div>
            <h3>${title}</h3>
            ${ids.length === 0 ? html`<p class="note">nothing</p>` : html`<ul>${ids.map((id) => html`<li key=${id}>
                <a href=${link("lineage", [id], params)}>${byId.get(id)?.name || id}</a></li>`)}</ul>`}
        </div>`;
    }

    function Panel({ node, near, byId, params }) {
        return html`<aside class="card lineage-panel" aria-label="The chosen node">
            <header><h2>${node.name}</h2>
                <a class="button quiet icon-only" href=${link("lineage", [], { colours: params.colours })} aria-label="Choose none"><${Icon} name="close" /></a></header>
            <p class="lineage-marks"><${Layer} name=${node.layer} />${node.status && html`<${Status} value=${node.status} />`}</p>
            <p>${node.description}</p>
            <p><a class="button" href=${link("catalog", [node.id])}><${Icon} name="catalog" />Open in the catalog</a></p>
            <${Neighbours} title="Reads" ids=${near.up.get(node.id)} byId=${byId} params=${params} />
            <${Neighbours} title="Used by" ids=${near.down.get(node.id)} byId=${byId} params=${params} />
        </aside>`;
    }

    function Explorer({ lineage, id, params }) {
        const near = useMemo(() => graph.neighbours(lineage), [lineage]);
        const byId = useMemo(() => new Map(lineage.nodes.map((node) => [node.id, node])), [lineage]);
        // While all is shown, another choice must not lay it out again.
        const centre = params.up === undefined && params.down === undefined ? null : id;
        const shown = useMemo(() => shownOf(lineage, near, centre, params), [lineage, centre, params.up, params.down]);
        const [wide] = useState(() => window.innerWidth > phoneWidth);
        const colours = params.colours === "result" ? "result" : "layer";
        const picked = byId.has(id) ? id : undefined;
        return html`
            <${Tools} lineage=${lineage} picked=${picked} params=${params} focused=${shown.focused} colours=${colours} />
            ${id && !picked && html`<${Problem} problems=${[{ place: "the lineage", what: `"${id}" names no node`, remedy: "Find it by a part of its name." }]} />`}
            <div class=${picked ? "lineage has-panel" : "lineage"}>
                <details class="lineage-side" open=${wide}>
                    <summary>${format.plural(shown.nodes.length, "node")}</summary>
                    <p class="note" id="lineage-keys">Up and down walk the list, right goes to what reads the node, left to what it reads.</p>
                    <${NodeList} nodes=${shown.nodes} near=${near} picked=${picked} params=${params} />
                </details>
                <${Drawing} shown=${shown} colours=${colours} picked=${picked} params=${params} />
                ${picked && html`<${Panel} node=${byId.get(picked)} near=${near} byId=${byId} params=${params} />`}
            </div>`;
    }

    function Lineage({ route }) {
        const answer = data.useData("lineage", undefined, { keep: true });
        return html`<${Page} title="Lineage" lead="The way of a row, from the API to what people look at.">
            <${Answer} of=${answer} height=${600}>${(lineage) => html`<${Explorer} lineage=${lineage} id=${route.path[0]} params=${route.params} />`}</${Answer}>
        </${Page}>`;
    }

    /* Asked for while the page is still being put together, as the market's are: the drawing is there sooner. */
    if (caravan.route().view === "lineage") {
        caravan.library("cytoscape").catch(() => {});
        data.get("lineage").catch(() => {});
    }
    Lineage.stays = true;
    caravan.view("lineage", Lineage);
})();
