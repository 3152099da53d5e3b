/* Answers the page's questions from the files of an exported folder, with the parameters applied here in the browser. */
(function () {
    "use strict";

    const loaded = new Map();

    /** Each exported file calls this with what it holds. */
    caravan.loaded = (path, value) => loaded.set(path, value);

    /*
     * The export lists in mode.js the files that there are not for everybody, as `caravan.files`: asking the disk for one that
     * is missing would write an error to the console.
     */
    function isExported(path) {
        return !caravan.files || path.split("/").length < 3 || !path.startsWith("data/") || caravan.files.includes(path);
    }

    /* As `docs generate` names its files: what is no letter, digit, dot, dash or underline is %XX, and dots alone are, too. */
    function fileName(name) {
        const hex = (character) => "%" + character.charCodeAt(0).toString(16).toUpperCase();
        return encodeURIComponent(name).replace(/[!~*'()]/g, hex).replace(/^\.+$/, (dots) => dots.replace(/\./g, hex)) || "%";
    }

    async function file(path) {
        if (!isExported(path)) {
            throw new caravan.Refused([{ place: path, what: "is not in this exported page", remedy: "Open the page of a running Caravan." }]);
        }
        if (!loaded.has(path)) {
            const names = path.split("/").map(fileName);
            await caravan.script("data/" + names.map(encodeURIComponent).join("/") + ".js");
        }
        return loaded.get(path);
    }

    function textOf(value) {
        return value === null || value === undefined ? "" : String(value);
    }

    function comparable(value, kind) {
        if (value === null || value === undefined) {
            return null;
        }
        return kind === "number" ? Number(value) : kind === "time" || kind === "date" ? Date.parse(value) : textOf(value).toLowerCase();
    }

    const dayMillis = 86400e3;

    /** The first and last that a bound stands for: a day is all of its moments. */
    function reach(text, kind) {
        const value = comparable(text.trim(), kind);
        const day = kind !== "number" && /^\d{4}-\d\d-\d\d$/.test(text.trim());
        return { first: value, last: day ? value + dayMillis - 1 : value };
    }

    /** `>=x`, `<=x`, `=x`, `a..b` of what has an order; a part of anything else, in whatever case. */
    function condition(text, kind) {
        if (kind !== "number" && kind !== "time" && kind !== "date") {
            const wanted = text.toLowerCase();
            return (value) => value !== null && String(value).includes(wanted);
        }
        const range = /^(.*)\.\.(.*)$/.exec(text);
        const [, sign, bound] = /^\s*(>=|<=|=)?(.*)$/.exec(text);
        const low = range ? range[1].trim() : sign === "<=" ? "" : bound;
        const high = range ? range[2].trim() : sign === ">=" ? "" : bound;
        const from = low === "" ? -Infinity : reach(low, kind).first;
        const to = high === "" ? Infinity : reach(high, kind).last;
        return (value) => value !== null && value >= from && value <= to;
    }

    function filtered(rows, columns, params) {
        let left = rows;
        columns.forEach((column, index) => {
            const text = params["filter." + column.name];
            const equal = params[column.name];
            if (text) {
                const holds = condition(text, column.kind);
                left = left.filter((row) => holds(comparable(row[index], column.kind)));
            }
            if (equal) {
                left = left.filter((row) => textOf(row[index]) === String(equal));
            }
        });
        return left;
    }

    function searched(rows, columns, q) {
        if (!q) {
            return rows;
        }
        const wanted = q.toLowerCase();
        const texts = columns.map((column, index) => (column.kind === "text" ? index : -1)).filter((index) => index >= 0);
        return rows.filter((row) => texts.some((index) => textOf(row[index]).toLowerCase().includes(wanted)));
    }

    /** Absent values stand last, whichever way the rest is sorted: as the server does. */
    function sorted(rows, columns, name, descending) {
        const index = columns.findIndex((column) => column.name === name);
        if (index < 0) {
            return rows;
        }
        const keyed = rows.map((row) => [comparable(row[index], columns[index].kind), row]);
        keyed.sort(([left], [right]) => {
            if (left === null || right === null) {
                return (left === null) - (right === null);
            }
            return (left < right ? -1 : left > right ? 1 : 0) * (descending ? -1 : 1);
        });
        return keyed.map(([, row]) => row);
    }

    async function table(path, params) {
        const whole = await file(path);
        const rows = sorted(
            searched(filtered(whole.rows, whole.columns, params), whole.columns, params.q),
            whole.columns, params.sort, String(params.desc) === "true");
        const offset = Number(params.offset || 0);
        const limit = Number(params.limit || 50);
        return {
            ...whole, rows: rows.slice(offset, offset + limit), total: rows.length, offset, limit,
            leftOut: Math.max(0, whole.total - whole.rows.length),
        };
    }

    function list(name, params) {
        return file(name).then((whole) => {
            let left = whole[name];
            if (params.dataset) {
                left = left.filter((item) => item.dataset === params.dataset);
            }
            if (params.before) {
                left = left.slice(left.findIndex((item) => item.id === params.before) + 1);
            }
            const page = left.slice(0, Number(params.limit || 50));
            return { ...whole, [name]: page, next: page.length < left.length ? page.at(-1).id : null };
        });
    }

    /** `data/coin_history/90`, `data/candles/spot-BTCUSDT-60`: an analysis with parameters is one file for each choice. */
    function data(path, params) {
        if (path === "data/candles") {
            return caravan.candles.answer(params, file);
        }
        return file(params.coin_id ? `${path}/${params.coin_id}` : path);
    }

    function answer(path, params) {
        if (path.startsWith("tables/")) {
            return table(path, params);
        }
        if (path.startsWith("data/")) {
            return data(path, params);
        }
        return path === "runs" || path === "batches" ? list(path, params) : file(path);
    }

    caravan.statics = { answer };
})();
