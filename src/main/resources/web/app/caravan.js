/*
 * Caravan's page. There is no build step and there are no modules, because the exported page opens from disk: every file
 * is a classic deferred script, one function in strict mode that adds to the one global `caravan`.
 *
 * How to write a view
 *
 *     (function () {
 *         "use strict";
 *         const { html, data, format, parts } = caravan;
 *         const { Page, Problem, Skeleton } = parts;
 *
 *         function Runs({ route }) {
 *             const runs = data.useData("runs", { limit: 50 });
 *             return html`<${Page} title="Runs" lead="What ran, and how it went.">…</${Page}>`;
 *         }
 *
 *         caravan.view("runs", Runs);
 *     })();
 *
 * - `route` is `{view, path, params}`: `#/runs/r1?tab=nodes` gives `{view: "runs", path: ["r1"], params: {tab: "nodes"}}`.
 *   Make addresses with `caravan.link("runs", [id], {tab})`, follow them with `<a href>`; `caravan.go(address)` is for
 *   choices made by script, `caravan.setParams({tab})` changes the parameters in place (no entry in the history).
 * - Markup is `html`: text in it is text, whatever it holds. No `dangerouslySetInnerHTML`, no `innerHTML`, no style
 *   strings (the page's policy refuses them; Preact's style objects are fine), no script or style elements.
 * - Only data.js fetches: `data.useData(path, params)` in components, `data.get` elsewhere.
 * - Numbers, money, times come from `format`; colours, sizes from the custom properties of theme.css.
 * - A view is made anew for each path; `Component.stays = true` keeps it, with what it has drawn.
 * - Each view begins with one `Page`: it draws the `h1`, names the document and takes the focus after navigation.
 * - A library of `vendor/` is asked for by the view that draws with it: `await caravan.library("echarts")`.
 * - A view's own CSS is `app/<view>.css`; its classes begin with the view's name.
 */
(function () {
    "use strict";

    const views = new Map();
    const routeListeners = new Set();
    const libraries = {
        echarts: { source: "vendor/echarts/echarts.min.js", global: "echarts" },
        cytoscape: { source: "vendor/cytoscape/cytoscape.min.js", global: "cytoscape" },
    };
    const requested = new Map();

    function decode(text) {
        try {
            return decodeURIComponent(text);
        } catch (malformed) {
            return text;
        }
    }

    function parse(hash) {
        const [address, query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
        const [view = "", ...path] = address.split("/").filter((step) => step !== "").map(decode);
        return { view: view || "market", path, params: Object.fromEntries(new URLSearchParams(query)) };
    }

    /** The part of an address behind `?`; what is empty, null or undefined is left out. */
    function query(params) {
        const present = Object.entries(params || {}).filter(([, value]) => value !== undefined && value !== null && value !== "");
        return present.length === 0 ? "" : "?" + new URLSearchParams(present.map(([name, value]) => [name, String(value)]));
    }

    function link(view, path, params) {
        return "#/" + [view, ...(path || [])].map(encodeURIComponent).join("/") + query(params);
    }

    /** Loads a classic script once; a failed one may be asked for again. */
    function script(source) {
        if (!requested.has(source)) {
            requested.set(source, new Promise((resolve, reject) => {
                const element = document.createElement("script");
                element.src = source;
                element.onload = resolve;
                element.onerror = () => {
                    requested.delete(source);
                    element.remove();
                    reject(new caravan.Refused([{
                        place: source,
                        what: "the file could not be loaded",
                        remedy: "Reload the page; an exported folder must be copied whole.",
                    }]));
                };
                document.head.append(element);
            }));
        }
        return requested.get(source);
    }

    const caravan = {
        mode: "live",
        html: htm.bind(preact.h),
        hooks: preactHooks,
        parts: {},
        query,
        link,
        script,

        /** Why something could not be shown: a list of `{place, what, remedy}`. */
        Refused: class Refused extends Error {
            constructor(problems) {
                super(problems.map((problem) => `${problem.place}: ${problem.what}`).join("\n"));
                this.problems = problems;
            }
        },

        view(name, component) {
            views.set(name, component);
        },

        viewOf(name) {
            return views.get(name);
        },

        library(name) {
            return script(libraries[name].source).then(() => window[libraries[name].global]);
        },

        route() {
            return parse(location.hash);
        },

        onRoute(listener) {
            routeListeners.add(listener);
            return () => routeListeners.delete(listener);
        },

        go(address) {
            location.hash = address;
        },

        replace(address) {
            location.replace(address);
        },

        /** Changes some parameters of the address in place; an empty value removes one. */
        setParams(changes) {
            const { view, path, params } = caravan.route();
            caravan.replace(link(view, path, { ...params, ...changes }));
        },

        /** Says something to people who don't see the page change. */
        announce(text) {
            document.getElementById("announcer").textContent = text;
        },
    };

    window.addEventListener("hashchange", () => {
        const route = caravan.route();
        routeListeners.forEach((listener) => listener(route));
    });
    window.caravan = caravan;
})();
