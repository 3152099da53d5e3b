/* The frame around the views: navigation, what the process does right now, the theme, and what happens when a view breaks. */
(function () {
    "use strict";

    const { html, hooks, data, format, parts } = caravan;
    const { useEffect, useState } = hooks;
    const { Icon, Page, Problem, Empty } = parts;

    const places = [
        { view: "market", label: "Market" },
        { view: "tables", label: "Tables" },
        { view: "catalog", label: "Catalog", also: ["diagram"] },
        { view: "lineage", label: "Lineage" },
        { view: "runs", label: "Runs", also: ["batches"] },
        { view: "query", label: "Query", feature: "query" },
    ];

    class Boundary extends preact.Component {
        componentDidCatch(failure) {
            this.setState({ failure });
        }

        render() {
            if (this.state.failure) {
                return html`<${Page} title="This view broke">
                    <${Problem} problems=${data.problemsOf(this.state.failure)} retry=${() => this.setState({ failure: null })} />
                </${Page}>`;
            }
            return this.props.children;
        }
    }

    function useRoute() {
        const [route, setRoute] = useState(caravan.route());
        useEffect(() => caravan.onRoute((next) => {
            caravan.navigated = true;
            setRoute(next);
        }), []);
        return route;
    }

    /** What the process does right now; null while it does nothing. */
    function useActivity() {
        const [activity, setActivity] = useState(null);
        useEffect(() => data.events((name, event) => {
            if (name === "snapshot") {
                const step = event.steps.find((one) => one.state === "running");
                setActivity(event.command && { command: event.command, runId: event.runId, step: step?.name });
            } else if (name === "command") {
                setActivity(event.state === "began" || event.state === "waits" ? { command: event.command, runId: event.runId } : null);
            } else if (name === "began") {
                setActivity((old) => old && { ...old, step: event.name });
            }
        }), []);
        return activity;
    }

    function Navigation({ route, features }) {
        const shown = places.filter((place) => caravan.viewOf(place.view) && (!place.feature || features[place.feature]));
        return html`<nav class="navigation" aria-label="Views">
            ${shown.map((place) => html`<a key=${place.view} href=${caravan.link(place.view)}
                aria-current=${place.view === route.view || place.also?.includes(route.view) ? "page" : undefined}>
                <${Icon} name=${place.view} /><span>${place.label}</span>
            </a>`)}
        </nav>`;
    }

    function ThemeButton() {
        const [theme, setTheme] = useState(caravanTheme.current());
        useEffect(() => caravanTheme.subscribe(setTheme), []);
        const other = theme === "dark" ? "light" : "dark";
        return html`<button type="button" class="button quiet icon-only" aria-label=${`Use the ${other} theme`} onClick=${caravanTheme.toggle}>
            <${Icon} name=${theme === "dark" ? "sun" : "moon"} /></button>`;
    }

    function Activity({ site }) {
        const activity = useActivity();
        if (activity) {
            return html`<a class="activity live" href=${caravan.link("runs", activity.runId ? [activity.runId] : [])}>
                <span class="pulse" aria-hidden="true"></span>${activity.command}<span class="activity-step">${activity.step}</span></a>`;
        }
        if (!site?.lastRun) {
            return null;
        }
        const { id, status, startedAt } = site.lastRun;
        return html`<a class=${"activity " + status} href=${caravan.link("runs", [id])} title=${`${site.lastRun.command}: ${status}, ${format.time(startedAt)}`}>
            <span class="dot" aria-hidden="true"></span><span class="hidden">Last run: ${status}, </span>${format.ago(startedAt)}</a>`;
    }

    function Bar({ route, site }) {
        return html`<header class="bar">
            <a class="brand" href="#/market"><img src="app/mark.svg" alt="" width="26" height="26" /><span>Caravan</span></a>
            <${Navigation} route=${route} features=${site?.features || { query: caravan.mode === "live" }} />
            <div class="bar-end">
                <${Activity} site=${site} />
                ${site && html`<span class="environment" title=${`${site.warehouse}, ${caravan.mode === "static" ? "exported " + format.time(site.generatedAt) : "live"}`}>
                    ${site.environment}</span>`}
                <${ThemeButton} />
            </div>
        </header>`;
    }

    function Unknown({ route }) {
        return html`<${Page} title="No such view"><${Empty} title=${`“${route.view}” names no view`}>
            <a href="#/market">Go to the market</a></${Empty}></${Page}>`;
    }

    function App() {
        const route = useRoute();
        const site = data.useData("site");
        const View = caravan.viewOf(route.view) || Unknown;
        // A view that stays is told of a new path; the others are made anew for it.
        const address = View.stays ? route.view : [route.view, ...route.path].join("/");
        useEffect(() => {
            if (caravan.navigated) {
                scrollTo(0, 0);
            }
        }, [route.view]);
        return html`
            <a class="skip" href="#content" onClick=${(event) => {
                event.preventDefault();
                document.getElementById("content").focus();
            }}>Skip to the content</a>
            <${Bar} route=${route} site=${site.value} />
            <main id="content" tabindex="-1">
                ${site.problems && html`<${Problem} problems=${site.problems} retry=${site.retry} />`}
                <${Boundary} key=${address}><${View} route=${route} site=${site.value} /></${Boundary}>
            </main>`;
    }

    window.addEventListener("DOMContentLoaded", () => preact.render(html`<${App} />`, document.getElementById("page")));
})();
