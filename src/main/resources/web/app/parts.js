/* The parts that every view is made of. */
(function () {
    "use strict";

    const { html, hooks, format, parts } = caravan;
    const { useEffect, useId, useRef } = hooks;

    const strokes = {
        market: "M3 17l5-6 4 4 8-9M15 6h5v5",
        tables: "M4 5h16v14H4zM4 10h16M10 10v9",
        catalog: "M5 4h11a3 3 0 013 3v13H8a3 3 0 01-3-3zM9 9h6M9 13h6",
        lineage: "M4 12h4M16 6h4M16 18h4M8 12c5 0 3-6 8-6M8 12c5 0 3 6 8 6",
        runs: "M12 4a8 8 0 108 8M12 8v4l3 2",
        query: "M5 7l5 5-5 5M12 18h7",
        sun: "M12 8a4 4 0 100 8 4 4 0 000-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M19 5l-1.5 1.5M6.5 17.5L5 19",
        moon: "M20 14.5A8 8 0 019.5 4 8 8 0 1020 14.5z",
        search: "M11 5a6 6 0 100 12 6 6 0 000-12M15.5 15.5L20 20",
        close: "M6 6l12 12M18 6L6 18",
        download: "M12 4v11M7 11l5 5 5-5M5 20h14",
        up: "M12 19V6M6 11l6-6 6 6",
        down: "M12 5v13M6 13l6 6 6-6",
        left: "M15 5l-7 7 7 7",
        right: "M9 5l7 7-7 7",
        plus: "M12 6v12M6 12h12",
        minus: "M6 12h12",
        origin: "M9 15l6-6M10 7l2-2a4 4 0 016 6l-2 2M14 17l-2 2a4 4 0 01-6-6l2-2",
        filter: "M4 6h16M7 12h10M10 18h4",
        check: "M5 13l4 4L19 7",
        cross: "M7 7l10 10M17 7L7 17",
        warning: "M12 4l9 16H3zM12 10v4M12 17v.5",
        dash: "M6 12h12",
        play: "M8 5l11 7-11 7z",
        copy: "M9 9h10v11H9zM5 15V4h10",
    };

    function Icon({ name }) {
        return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${strokes[name]} /></svg>`;
    }

    /** The frame of a view. After navigation its heading takes the focus, so that readers of the screen hear where they are. */
    function Page({ title, lead, actions, children }) {
        const heading = useRef(null);
        useEffect(() => {
            document.title = `${title} · Caravan`;
        }, [title]);
        useEffect(() => {
            if (caravan.navigated) {
                heading.current.focus({ preventScroll: true });
            }
        }, []);
        return html`<div class="page">
            <header class="page-head">
                <div class="page-title">
                    <h1 ref=${heading} tabindex="-1">${title}</h1>
                    ${lead && html`<p class="lead">${lead}</p>`}
                </div>
                ${actions && html`<div class="page-actions">${actions}</div>`}
            </header>
            ${children}
        </div>`;
    }

    /** A box with a heading; `actions` stand at its right. */
    function Card({ title, note, actions, children, className = "" }) {
        const id = useId();
        return html`<section class=${"card " + className} aria-labelledby=${title ? id : undefined}>
            ${title && html`<header class="card-head">
                <div><h2 id=${id}>${title}</h2>${note && html`<p class="note">${note}</p>`}</div>
                ${actions && html`<div class="card-actions">${actions}</div>`}
            </header>`}
            ${children}
        </section>`;
    }

    /** `tabs` are `{id, label}`; the arrow keys move between them, the children are the panel of the chosen one. */
    function Tabs({ label, tabs, selected, onSelect, children }) {
        const id = useId();
        const bar = useRef(null);
        const move = (event) => {
            const steps = { ArrowRight: 1, ArrowLeft: -1 };
            if (!(event.key in steps)) {
                return;
            }
            event.preventDefault();
            const index = tabs.findIndex((tab) => tab.id === selected);
            const next = (index + steps[event.key] + tabs.length) % tabs.length;
            onSelect(tabs[next].id);
            bar.current.children[next].focus();
        };
        return html`<div class="tabs">
            <div class="tab-bar" role="tablist" aria-label=${label} ref=${bar} onKeyDown=${move}>
                ${tabs.map((tab) => html`<button key=${tab.id} type="button" role="tab" id=${`${id}-${tab.id}`} class="tab"
                    aria-selected=${tab.id === selected ? "true" : "false"} aria-controls=${`${id}-panel`}
                    tabindex=${tab.id === selected ? 0 : -1} onClick=${() => onSelect(tab.id)}>${tab.label}</button>`)}
            </div>
            <div role="tabpanel" id=${`${id}-panel`} aria-labelledby=${`${id}-${selected}`} class="tab-panel">${children}</div>
        </div>`;
    }

    /** One of a few: a group of buttons of which one is pressed. */
    function Choice({ label, options, selected, onSelect }) {
        return html`<div class="choice" role="group" aria-label=${label}>
            ${options.map((option) => html`<button key=${option.id} type="button" title=${option.title}
                aria-pressed=${option.id === selected ? "true" : "false"}
                onClick=${() => onSelect(option.id)}>${option.label}</button>`)}
        </div>`;
    }

    const statuses = {
        success: ["check", "good"], pass: ["check", "good"], done: ["check", "good"],
        warn: ["warning", "warn"], warned: ["warning", "warn"],
        error: ["cross", "bad"], fail: ["cross", "bad"], failed: ["cross", "bad"],
        skipped: ["dash", "quiet"], running: ["play", "live"],
    };

    /** How something went: sign and word, so that the colour is never the only hint. */
    function Status({ value, label }) {
        const [icon, tone] = statuses[value] || ["dash", "quiet"];
        return html`<span class=${"status " + tone}><${Icon} name=${icon} />${label || value || "not run"}</span>`;
    }

    function Badge({ tone = "quiet", children }) {
        return html`<span class=${"badge " + tone}>${children}</span>`;
    }

    function Change({ value }) {
        const tone = Number(value) > 0 ? "rise" : Number(value) < 0 ? "fall" : "";
        return html`<span class=${"number " + tone}>${format.change(value)}</span>`;
    }

    /** A figure with its name. */
    function Figure({ label, value, children }) {
        return html`<div class="figure">
            <dt>${label}</dt><dd class="number">${value}${children && html`<small>${children}</small>`}</dd>
        </div>`;
    }

    function Empty({ title, children }) {
        return html`<div class="empty"><p class="empty-title">${title}</p>${children && html`<p>${children}</p>`}</div>`;
    }

    /** Stands where something will be; `height` in pixels keeps the page from jumping. */
    function Skeleton({ height = 120, label = "Loading" }) {
        return html`<div class="skeleton" style=${{ height: height + "px" }} role="img" aria-label=${label}></div>`;
    }

    /** Problems as they are everywhere in Caravan: place, what, what to do. */
    function Problem({ problems, retry }) {
        return html`<div class="problem" role="alert">
            <ul>${problems.map((problem, index) => html`<li key=${index}>
                <p><strong>${problem.place}</strong>: ${problem.what}</p>
                ${problem.remedy && html`<p class="remedy">${problem.remedy}</p>`}
            </li>`)}</ul>
            ${retry && html`<button type="button" class="button" onClick=${retry}>Try again</button>`}
        </div>`;
    }

    /**
     * What a question of `useData` has come to: problems, a skeleton, or the children (a function of the value). While the
     * next answer is fetched the old one stays, dimmed.
     */
    function Answer({ of, height, children }) {
        if (of.problems) {
            return html`<${Problem} problems=${of.problems} retry=${of.retry} />`;
        }
        if (of.value === undefined) {
            return html`<${Skeleton} height=${height} />`;
        }
        return html`<div class=${of.loading ? "answer waiting" : "answer"} aria-busy=${of.loading ? "true" : "false"}>${children(of.value)}</div>`;
    }

    Object.assign(parts, {
        Icon, Page, Card, Tabs, Choice, Status, Badge, Change, Figure, Empty, Skeleton, Problem, Answer,
    });
})();
