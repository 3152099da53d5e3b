/* Draws the lineage with cytoscape on a canvas. It is told what to show and where; it decides nothing but how it looks. */
(function () {
    "use strict";

    const GLYPH_WIDTH = 34;
    const MOVE_MILLIS = 350;
    const ANIMATED_CARDS = 250;

    /* What a card shows at its left edge, so that a layer is known without its colour; drawn in a box of 16 by 16. */
    const LAYER_GLYPHS = {
        api: "M3 10.5a3 3 0 0 1 .6-5.9 4 4 0 0 1 7.6-.3A3.2 3.2 0 0 1 12.5 10.500M8 7.500v6m-2.3-2.200L8 13.600l2.3-2.3",
        raw: "M3 4c0-1.2 2.2-2 5-2s5 .8 5 2-2.2 2-5 2-5-.8-5-2zv8c0 1.2 2.2 2 5 2s5-.8 5-2V4M3 8c0 1.2 2.2 2 5 2s5-.8 5-2",
        staging: "M2.5 3h11L9.5 8v5l-3-1.500V8z",
        star: "M8 2l1.8 3.9 4.2.5-3.1 2.9.8 4.200L8 11.400l-3.7 2.1.8-4.200L2 6.400l4.2-.5z",
        marts: "M2.5 13.500h11M4 11V8m4 3V3m4 8V6",
        analyses: "M7 2.500a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.300l3.4 3.4",
        tests: "M3 8.500l3.3 3.300L13 4.5",
    };

    const STATUS_GLYPHS = {
        good: "M4.5 8.300l2.3 2.3 4.7-5",
        bad: "M5.3 5.300l5.4 5.400m0-5.400l-5.4 5.4",
        warned: "M8 4.300v4.400m0 2.300v.6",
        skipped: "M4.8 8h6.4",
    };

    const STATUS_KINDS = { success: "good", pass: "good", error: "bad", fail: "bad", warn: "warned", skipped: "skipped" };

    function svg(body) {
        const markup = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 16 16">${body}</svg>`;
        return "data:image/svg+xml," + encodeURIComponent(markup);
    }

    function glyph(path, colour) {
        const stroke = `stroke="${colour}" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round"`;
        return svg(`<path d="${path}" fill="none" ${stroke}/>`);
    }

    function badge(path, colour, ink) {
        const stroke = `stroke="${ink}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"`;
        return svg(`<circle cx="8" cy="8" r="7" fill="${colour}"/><path d="${path}" fill="none" ${stroke}/>`);
    }

    /** The page's colours as the theme of the moment has them; cytoscape knows no custom properties. */
    function palette(element) {
        const style = getComputedStyle(element);
        return (name) => style.getPropertyValue("--lineage-" + name).trim();
    }

    /** A card's pictures and stripe: the same few for all cards of a layer and status, so that each is drawn once. */
    function look(node, colours, colour) {
        const kind = STATUS_KINDS[node.status];
        const tone = colours === "status" ? colour(kind || "unknown") : colour(node.layer);
        const tint = colours === "status" ? colour((kind || "unknown") + "-tint") : colour(node.layer + "-tint");
        const edge = (GLYPH_WIDTH / node.width) * 100 + "%";
        return {
            stops: `${tint} ${tint} ${colour("card")} ${colour("card")}`,
            places: `0% ${edge} ${edge} 100%`,
            tone,
            images: [
                glyph(LAYER_GLYPHS[node.layer] || LAYER_GLYPHS.raw, tone),
                kind ? badge(STATUS_GLYPHS[kind], colour(kind), colour("card")) : svg(""),
            ],
        };
    }

    function stylesheet(colour, font) {
        return [
            {
                selector: "node",
                style: {
                    "shape": "round-rectangle",
                    "corner-radius": 8,
                    "width": "data(width)",
                    "height": "data(height)",
                    "background-fill": "linear-gradient",
                    "background-gradient-direction": "to-right",
                    "background-gradient-stop-colors": "data(stops)",
                    "background-gradient-stop-positions": "data(places)",
                    "background-image": "data(images)",
                    "background-width": "16px 16px",
                    "background-height": "16px 16px",
                    "background-position-x": "9px 100%",
                    "background-position-y": "50% 50%",
                    "background-offset-x": "0px -10px",
                    "background-clip": "none none",
                    "border-width": 1,
                    "border-color": colour("line"),
                    "label": "data(name)",
                    "color": colour("ink"),
                    "font-family": font,
                    "font-size": 13,
                    "font-weight": 500,
                    "min-zoomed-font-size": 5,
                    "text-halign": "right",
                    "text-valign": "center",
                    "text-justification": "left",
                    "text-margin-x": "data(margin)",
                    "text-wrap": "ellipsis",
                    "text-max-width": "data(room)",
                },
            },
            {
                selector: "edge",
                style: {
                    "curve-style": "unbundled-bezier",
                    "edge-distances": "endpoints",
                    "source-endpoint": "50% 0%",
                    "target-endpoint": "-50% 0%",
                    "control-point-weights": "data(weights)",
                    "control-point-distances": "data(distances)",
                    "width": 1.5,
                    "line-color": colour("edge"),
                    "target-arrow-color": colour("edge"),
                    "target-arrow-shape": "triangle",
                    "arrow-scale": 0.8,
                },
            },
            { selector: ".far", style: { opacity: 0.28 } },
            {
                selector: "edge.near",
                style: { "width": 2.5, "line-color": colour("accent"), "target-arrow-color": colour("accent"), "z-index": 2 },
            },
            { selector: "node.picked", style: { "border-width": 2.5, "border-color": colour("accent"), "z-index": 3 } },
        ];
    }

    /** Control points that let an edge leave and arrive level, as weights and distances along the straight line. */
    function curve(from, to) {
        const across = to.place.x - to.width / 2 - (from.place.x + from.width / 2);
        const down = to.place.y - from.place.y;
        const length = Math.hypot(across, down) || 1;
        const weight = (across * across) / (2 * length * length);
        const distance = (across * down) / (2 * length);
        return { weights: [weight, 1 - weight], distances: [distance, -distance] };
    }

    function elements(shown, colours, colour) {
        const cards = new Map(shown.nodes.map((node) => [node.id, { ...node, place: shown.places.get(node.id) }]));
        const nodes = [...cards.values()].map((card) => ({
            group: "nodes",
            data: {
                id: card.id,
                name: card.name,
                width: card.width,
                height: card.height,
                margin: GLYPH_WIDTH + 8 - card.width,
                room: card.width - GLYPH_WIDTH - 44,
                ...look(card, colours, colour),
            },
            position: { ...card.place },
        }));
        const edges = shown.edges
            .filter(({ from, to }) => cards.has(from) && cards.has(to))
            .map(({ from, to }) => ({
                group: "edges",
                data: { id: `${from} > ${to}`, source: from, target: to, ...curve(cards.get(from), cards.get(to)) },
            }));
        return { nodes, edges };
    }

    /** A drawing inside an element. `onPick` gets the id of a card that was clicked, `onFocus` of one clicked twice. */
    function open(cytoscape, element, { onPick, onFocus }) {
        const colour = palette(element);
        const still = window.matchMedia("(prefers-reduced-motion: reduce)");
        const font = getComputedStyle(element).fontFamily;
        const drawing = cytoscape({
            container: element,
            style: stylesheet(colour, font),
            layout: { name: "preset" },
            minZoom: 0.03,
            maxZoom: 2,
            autoungrabify: true,
            boxSelectionEnabled: false,
            selectionType: "single",
            textureOnViewport: true,
            pixelRatio: Math.min(2, window.devicePixelRatio),
        });
        drawing.on("tap", "node", (event) => onPick(event.target.id()));
        drawing.on("dbltap", "node", (event) => onFocus(event.target.id()));
        drawing.on("mouseover", "node", () => (element.style.cursor = "pointer"));
        drawing.on("mouseout", "node", () => (element.style.cursor = ""));

        /** What stays glides to its new place; what comes and goes does so at once. */
        function show(shown, colours) {
            const before = new Map(drawing.nodes().map((node) => [node.id(), { ...node.position() }]));
            const { nodes, edges } = elements(shown, colours, colour);
            const glides = !still.matches && before.size > 0 && nodes.length <= ANIMATED_CARDS;
            drawing.batch(() => {
                drawing.elements().remove();
                drawing.add(glides ? nodes.map((node) => ({ ...node, position: before.get(node.data.id) || node.position })) : nodes);
                drawing.add(edges);
            });
            if (glides) {
                nodes.forEach((node) => {
                    drawing.getElementById(node.data.id).animate({ position: node.position }, { duration: MOVE_MILLIS });
                });
            }
        }

        function pick(id) {
            drawing.batch(() => {
                drawing.elements().removeClass("picked near far");
                const node = id ? drawing.getElementById(id) : drawing.collection();
                if (node.nonempty()) {
                    const path = node.union(node.predecessors()).union(node.successors());
                    drawing.elements().difference(path).addClass("far");
                    path.edges().addClass("near");
                    node.addClass("picked");
                }
            });
        }

        /** Moves the view; with an id to that card, else so that everything is seen. */
        function look_at(id, glides) {
            const node = id ? drawing.getElementById(id) : drawing.collection();
            const aim = node.nonempty() ? { center: { eles: node }, zoom: Math.max(0.8, Math.min(1, drawing.zoom())) } : null;
            const move = aim || { fit: { eles: drawing.elements(), padding: 32 } };
            if (glides && !still.matches) {
                drawing.animate(move, { duration: MOVE_MILLIS });
                return;
            }
            if (aim) {
                drawing.zoom(aim.zoom);
                drawing.center(node);
            } else {
                drawing.fit(undefined, 32);
                drawing.zoom({ level: Math.min(drawing.zoom(), 1.1), renderedPosition: { x: element.clientWidth / 2, y: element.clientHeight / 2 } });
            }
        }

        return {
            show,
            pick,
            lookAt: look_at,
            zoom(factor) {
                const middle = { x: element.clientWidth / 2, y: element.clientHeight / 2 };
                drawing.zoom({ level: drawing.zoom() * factor, renderedPosition: middle });
            },
            restyle() {
                drawing.style(stylesheet(colour, font));
            },
            close() {
                drawing.destroy();
            },
        };
    }

    caravan.lineageCanvas = { open, LAYER_GLYPHS, STATUS_GLYPHS, STATUS_KINDS };
})();
