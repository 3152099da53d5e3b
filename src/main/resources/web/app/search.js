/* A text field with a list of suggestions: the combobox of ARIA 1.2 with a listbox that the arrow keys walk through. */
(function () {
    "use strict";

    const { html, hooks, parts } = caravan;
    const { useEffect, useId, useRef, useState } = hooks;
    const { Icon } = parts;
    const shownAtMost = 60;

    /** Names that begin with the words come before those that only contain them. */
    function matching(options, text) {
        const wanted = text.trim().toLowerCase();
        if (wanted === "") {
            return options.slice(0, shownAtMost);
        }
        const begins = [];
        const contains = [];
        for (const option of options) {
            const label = option.label.toLowerCase();
            if (label.startsWith(wanted)) {
                begins.push(option);
            } else if (label.includes(wanted) || (option.detail || "").toLowerCase().includes(wanted)) {
                contains.push(option);
            }
        }
        return [...begins, ...contains].slice(0, shownAtMost);
    }

    /**
     * `options` are `{id, label, detail, group}`. `onPick(option)` is called with the chosen one; with `value` the field shows
     * the label of what is chosen, otherwise it is empty again after a choice. `onText` hears what is typed, for options that are
     * asked for.
     */
    function Search({ label, placeholder, options, value, onPick, onText, loading }) {
        const id = useId();
        const chosen = options.find((option) => option.id === value);
        const [text, setText] = useState(null);
        const [active, setActive] = useState(0);
        const [open, setOpen] = useState(false);
        const list = useRef(null);
        const found = open ? matching(options, text || "") : [];

        useEffect(() => {
            list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
        }, [active, open]);

        const show = (next) => {
            onText?.(next);
            setText(next);
            setActive(0);
            setOpen(true);
        };
        const close = () => {
            setText(null);
            setOpen(false);
        };
        const pick = (option) => {
            close();
            onPick(option);
        };
        const keys = {
            ArrowDown: () => (open ? setActive(Math.min(active + 1, found.length - 1)) : show("")),
            ArrowUp: () => setActive(Math.max(active - 1, 0)),
            Enter: () => found[active] && pick(found[active]),
            Escape: close,
        };
        const onKeyDown = (event) => {
            if (event.key in keys && (open || event.key === "ArrowDown")) {
                event.preventDefault();
                keys[event.key]();
            }
        };

        return html`<div class="search">
            <label class="hidden" for=${id}>${label}</label>
            <${Icon} name="search" />
            <input id=${id} type="text" role="combobox" autocomplete="off" spellcheck=${false} class="field"
                placeholder=${placeholder || label} value=${text === null ? chosen?.label || "" : text}
                aria-expanded=${open ? "true" : "false"} aria-controls=${`${id}-list`} aria-autocomplete="list"
                aria-activedescendant=${open && found[active] ? `${id}-${active}` : undefined}
                onFocus=${(event) => event.target.select()} onClick=${() => open || show("")}
                onInput=${(event) => show(event.target.value)} onBlur=${close} onKeyDown=${onKeyDown} />
            <ul id=${`${id}-list`} role="listbox" aria-label=${label} class="search-list" hidden=${!open} ref=${list}>
                ${found.map((option, index) => html`<li key=${option.id} id=${`${id}-${index}`} role="option"
                    aria-selected=${index === active ? "true" : "false"}
                    onMouseDown=${(event) => event.preventDefault()} onClick=${() => pick(option)}>
                    <span class="search-label">${option.label}</span>
                    ${option.detail && html`<span class="search-detail">${option.detail}</span>`}
                </li>`)}
                ${open && found.length === 0 && html`<li class="search-none" role="option" aria-disabled="true" aria-selected="false">
                    ${loading ? "Loading…" : "Nothing by this name"}</li>`}
            </ul>
        </div>`;
    }

    Object.assign(parts, { Search });
})();
