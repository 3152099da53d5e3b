/* Draws the lineage with cytoscape on a canvas. It is told what to show and where; it decides nothing but how it looks. */
(function () {
    "use strict";

    const { layers } = caravan;

    const glyphWidth = 32;
    const fontSize = 13;
    const readable = 0.7;
    const speck = 0.35;
    const moveMillis = 350;
    const animatedAtMost = 250;

    const statusGlyphs = {
        good: "M4.5 8.300l2.3 2.3 4.7-5",
        bad: "M5.3 5.300l5.4 5.400m0-5.400l-5.4 5.4",
        warned: "M8 4.300v4.400m0 2.300v.6",
        skipped: "M4.8 8h6.4",
    };

    const statusKinds = { success: "good", pass: "good", error: "bad", fail: "bad", warn: "warned", skipped: "skipped" };

    function svg(width, height, body) {
        const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
        return "data:image/svg+xml," + encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${body}</svg>`);
    }

    function stroke(path, colour, width) {
        return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
    }

    /** The left end of a card: the layer's sign on a tint of its colour. */
    function glyph(path, height, tone, tint) {
        const middle = `translate(${(glyphWidth - 16) / 2} ${(height - 16) / 2})`;
        return svg(glyphWidth, height, `<path d="M0 0h${glyphWidth}v${height}H0z" fill="${tint}"/><g transform="${middle}">${stroke(path, tone, 1.3)}</g>`);
    }

    function badge(path, colour, ink) {
        return svg(16, 16, `<circle cx="8" cy="8" r="7" fill="${colour}"/>${stroke(path, ink, 1.6)}`);
    }

    const names = ["ink", "line", "edge", "surface", "accent", "good", "good-soft", "warn", "warn-soft", "bad", "bad-soft", "muted", "sunken",
        ...Object.keys(layers.glyphs).concat("other").flatMap((layer) => [`layer-${layer}`, `layer-${layer}-tint`])];

    /** The page's colours as the theme of the moment has them; cytoscape knows no custom properties. */
    function palette() {
        const probe = document.createElement("span");
        document.body.append(probe);
        const found = Object.fromEntries(names.map((name) => {
            probe.style.color = `var(--${name})`;
            return [name, hexOf(getComputedStyle(probe).color)];
        }));
        probe.remove();
        return found;
    }

    /* Lists of colours are split at blanks, which rgb(…) has. */
    function hexOf(colour) {
        return "#" + colour.match(/\d+/g).slice(0, 3).map((part) => Number(part).toString(16).padStart(2, "0")).join("");
    }

    const tones = {
        good: ["good", "good-soft"], warned: ["warn", "warn-soft"], bad: ["bad", "bad-soft"], skipped: ["muted", "sunken"], unknown: ["muted", "sunken"],
    };

    function toneOf(node, colours) {
        if (colours === "result") {
            return tones[statusKinds[node.status] || "unknown"];
        }
        const layer = layers.glyphs[node.layer] && node.layer !== "tests" ? node.layer : "other";
        return [`layer-${layer}`, `layer-${layer}-tint`];
    }

    /** What a card of a node's layer, status and height looks like: its tone and pictures. */
    function look(node, colours, colour) {
        const kind = statusKinds[node.status];
        const [tone, tint] = toneOf(node, colours).map((name) => colour[name]);
        return {
            "border-color": tone,
            "background-image": [
                glyph(layers.glyphs[node.layer] || layers.glyphs.raw, node.height, tone, tint),
                kind ? badge(statusGlyphs[kind], colour[tones[kind][0]], colour.surface) : svg(16, 16, ""),
            ],
        };
    }

    /**
     * The few looks that the cards have, each a class: cytoscape works out a class once, and what stands in a card's data for
     * each card. There is a rule for each look that was asked for.
     */
    function looksOf(colours, colour) {
        const classes = new Map();
        const rules = [];
        const classOf = (node) => {
            const key = [node.layer, node.status, node.height].join();
            if (!classes.has(key)) {
                classes.set(key, `look-${classes.size}`);
                rules.push({ selector: "." + classes.get(key), style: look(node, colours, colour) });
            }
            return classes.get(key);
        };
        return { rules, classOf };
    }

    function stylesheet(colour, font, looks) {
        return [
            {
                selector: "node",
                style: {
                    "shape": "round-rectangle",
                    "corner-radius": 8,
                    "width": "data(width)",
                    "height": "data(height)",
                    "background-color": colour.surface,
                    "background-width": `${glyphWidth}px 16px`,
                    "background-height": "100% 16px",
                    "background-position-x": "0px 100%",
                    "background-offset-x": "0px -9px",
                    "border-width": 1,
                    "border-opacity": 0.4,
                    "label": "data(label)",
                    "color": colour.ink,
                    "font-family": font,
                    "font-size": fontSize,
                    "font-weight": 500,
                    "min-zoomed-font-size": 5,
                    "text-halign": "right",
                    "text-valign": "center",
                    "text-justification": "left",
                    "text-margin-x": "data(margin)",
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
                    "line-color": colour.edge,
                    "target-arrow-color": colour.edge,
                    "target-arrow-shape": "triangle",
                    "arrow-scale": 0.8,
                },
            },
            ...looks,
            { selector: ".far", style: { opacity: 0.28 } },
            {
                selector: "edge.near",
                style: { "width": 2, "line-color": colour.accent, "target-arrow-color": colour.accent, "z-index": 2 },
            },
            { selector: "node.picked", style: { "border-width": 2.5, "border-opacity": 1, "border-color": colour.accent, "z-index": 3 } },
        ];
    }

    /** Control points that let an edge leave and arrive level, as weights and distances along the straight line. */
    function curve(from, to) {
        const across = to.place.x - to.width / 2 - (from.place.x + from.width / 2);
        const down = to.place.y - from.place.y;
        const length = Math.hypot(across, down) || 1;
        const weight = (across * across) / (2 * length * length);
        const distance = (across * down) / (2 * length);
        return { weights: [weight, 1 - weight], distances: [-distance, distance] };
    }

    /** A name, cut where it would leave its card. Cytoscape could, but tries letter by letter: half a second for a thousand names. */
    function fitting(name, room, measure) {
        const width = measure(name);
        return width <= room ? name : name.slice(0, Math.max(1, Math.floor((name.length * room) / width) - 1)) + "…";
    }

    /** How wide a text is in the cards' font. */
    function measureOf(font) {
        const context = document.createElement("canvas").getContext("2d");
        context.font = `500 ${fontSize}px ${font}`;
        return (text) => context.measureText(text).width;
    }

    function elements(shown, classOf, measure) {
        const cards = new Map(shown.nodes.map((node) => [node.id, { ...node, place: shown.places.get(node.id) }]));
        const nodes = [...cards.values()].map((card) => ({
            group: "nodes",
            classes: classOf(card),
            data: {
                id: card.id,
                label: fitting(card.name, card.width - glyphWidth - 36, measure),
                width: card.width,
                height: card.height,
                margin: glyphWidth + 8 - card.width,
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

    /**
     * A drawing inside an element. `onPick` gets the id of a card that was clicked, `onFocus` of one clicked twice. What `show`
     * gets are the nodes, edges and the places of the nodes' middles.
     */
    class Drawing {
        constructor(cytoscape, element, { onPick, onFocus }) {
            this.element = element;
            this.font = getComputedStyle(element).fontFamily;
            this.measure = measureOf(this.font);
            this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
            this.graph = cytoscape({
                container: element,
                layout: { name: "preset" },
                minZoom: 0.03,
                maxZoom: 2,
                autoungrabify: true,
                boxSelectionEnabled: false,
                textureOnViewport: true,
                pixelRatio: Math.min(2, window.devicePixelRatio),
            });
            this.graph.on("tap", "node", (event) => onPick(event.target.id()));
            this.graph.on("dbltap", "node", (event) => onFocus(event.target.id()));
            this.graph.on("mouseover", "node", () => (element.style.cursor = "pointer"));
            this.graph.on("mouseout", "node", () => (element.style.cursor = ""));
        }

        /** What stays glides to its new place; what comes and goes does so at once. */
        show(shown, colours) {
            const colour = palette();
            const before = new Map(this.graph.nodes().map((node) => [node.id(), { ...node.position() }]));
            const { rules, classOf } = looksOf(colours, colour);
            const { nodes, edges } = elements(shown, classOf, this.measure);
            const glides = !this.still.matches && before.size > 0 && nodes.length <= animatedAtMost;
            this.graph.batch(() => {
                this.graph.elements().remove();
                this.graph.style(stylesheet(colour, this.font, rules));
                this.graph.add(glides ? nodes.map((node) => ({ ...node, position: before.get(node.data.id) || { ...node.position } })) : nodes);
                this.graph.add(edges);
            });
            if (glides) {
                nodes.forEach((node) => this.graph.getElementById(node.data.id).animate({ position: node.position }, { duration: moveMillis }));
            }
            this.places = shown.places;
        }

        /** Marks a card and every way through it; the rest steps back. */
        pick(id) {
            this.graph.batch(() => {
                this.graph.elements(".picked, .near, .far").removeClass("picked near far");
                const node = id ? this.graph.getElementById(id) : this.graph.collection();
                if (node.nonempty()) {
                    const ways = node.union(node.predecessors()).union(node.successors());
                    this.graph.elements().difference(ways).addClass("far");
                    ways.edges().addClass("near");
                    node.addClass("picked");
                }
            });
        }

        /** Moves the view only where the card would not be seen, or be a speck. */
        reveal(id) {
            if (!this.moved) {
                this.fit();
            }
            const seen = this.graph.extent();
            const { x, y } = this.places.get(id);
            if (this.graph.zoom() < speck || x < seen.x1 || x > seen.x2 || y < seen.y1 || y > seen.y2) {
                this.lookAt(id);
            }
        }

        /** Moves the view to a card, at a size at which its name can be read. */
        lookAt(id) {
            const place = this.places.get(id);
            if (place) {
                const level = Math.max(readable, Math.min(1, this.graph.zoom()));
                this.move({ zoom: level, pan: { x: this.element.clientWidth / 2 - place.x * level, y: this.element.clientHeight / 2 - place.y * level } });
            }
        }

        /**
         * Moves the view so that everything is seen, where it is going to be. A few cards are not blown up for that; with a card
         * in the middle, names stay readable even where not everything fits.
         */
        fit(middle) {
            const padding = 32;
            const cards = this.graph.nodes().map((node) => ({ ...this.places.get(node.id()), width: node.data("width"), height: node.data("height") }));
            if (cards.length === 0) {
                return;
            }
            const left = Math.min(...cards.map((card) => card.x - card.width / 2));
            const right = Math.max(...cards.map((card) => card.x + card.width / 2));
            const top = Math.min(...cards.map((card) => card.y - card.height / 2));
            const bottom = Math.max(...cards.map((card) => card.y + card.height / 2));
            const { clientWidth, clientHeight } = this.element;
            const level = Math.min(1, (clientWidth - 2 * padding) / (right - left), (clientHeight - 2 * padding) / (bottom - top));
            if (level < readable && this.places.has(middle)) {
                this.lookAt(middle);
                return;
            }
            this.move({ zoom: level, pan: { x: (clientWidth - (left + right) * level) / 2, y: (clientHeight - (top + bottom) * level) / 2 } });
        }

        move(view) {
            this.graph.stop();
            if (this.still.matches || !this.moved) {
                this.moved = true;
                this.graph.viewport(view);
            } else {
                this.graph.animate(view, { duration: moveMillis });
            }
        }

        zoom(factor) {
            const middle = { x: this.element.clientWidth / 2, y: this.element.clientHeight / 2 };
            this.graph.zoom({ level: this.graph.zoom() * factor, renderedPosition: middle });
        }

        close() {
            this.graph.destroy();
        }
    }

    async function open(element, handlers) {
        return new Drawing(await caravan.library("cytoscape"), element, handlers);
    }

    caravan.lineageCanvas = { open };
})();
