/* A block of code with light colours for SQL and its templates, and a button that copies it. */
(function () {
    "use strict";

    const { html, hooks, parts } = caravan;
    const { useMemo, useState } = hooks;
    const { Icon } = parts;

    const keywords = new Set(("all and as asc between by case cast create cross delete desc distinct else end except exists false filter first from full "
        + "group having in inner insert intersect interval into is join last lateral left like limit merge not null nulls offset on or order outer over "
        + "partition qualify recursive right rows select set table then true union unnest update using values view when where with").split(" "));

    const token = new RegExp([
        "(?<comment>--[^\\n]*|/\\*[\\s\\S]*?\\*/|<#--[\\s\\S]*?-->)",
        "(?<template>\\$\\{[^}]*\\}|</?[#@][^>]*>)",
        "(?<text>'(?:[^']|'')*')",
        "(?<name>\"(?:[^\"]|\"\")*\")",
        "(?<number>\\b\\d+(?:\\.\\d+)?\\b)",
        "(?<word>[A-Za-z_][A-Za-z0-9_]*)",
    ].join("|"), "g");

    function kindOf(groups) {
        const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
        return kind === "word" ? (keywords.has(groups.word.toLowerCase()) ? "keyword" : null) : kind;
    }

    /** The text in pieces of `{kind, text}`; together they are the text again. */
    function tokens(text) {
        const pieces = [];
        let plain = 0;
        for (const match of text.matchAll(token)) {
            const kind = kindOf(match.groups);
            if (kind) {
                if (match.index > plain) {
                    pieces.push({ kind: null, text: text.slice(plain, match.index) });
                }
                pieces.push({ kind, text: match[0] });
                plain = match.index + match[0].length;
            }
        }
        pieces.push({ kind: null, text: text.slice(plain) });
        return pieces;
    }

    function Highlighted({ text }) {
        const pieces = useMemo(() => tokens(text), [text]);
        return pieces.map((piece) => (piece.kind ? html`<span class=${"code-" + piece.kind}>${piece.text}</span>` : piece.text));
    }

    function CopyButton({ text, label = "Copy" }) {
        const [copied, setCopied] = useState(false);
        const copy = async () => {
            await navigator.clipboard.writeText(typeof text === "function" ? text() : text);
            setCopied(true);
            caravan.announce("Copied");
            setTimeout(() => setCopied(false), 1500);
        };
        return html`<button type="button" class="button quiet" onClick=${copy}>
            <${Icon} name=${copied ? "check" : "copy"} />${copied ? "Copied" : label}
        </button>`;
    }

    function Code({ text, label }) {
        return html`<div class="code">
            <div class="code-head"><span>${label}</span><${CopyButton} text=${text} /></div>
            <pre tabindex="0" role="region" aria-label=${label}><code><${Highlighted} text=${text} /></code></pre>
        </div>`;
    }

    Object.assign(parts, { Code, CopyButton, Highlighted });
})();
