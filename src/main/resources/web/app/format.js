/* Numbers, money, times as people read them. Decimals arrive as strings with all their digits and are rounded as such. */
(function () {
    "use strict";

    const none = "–";

    function missing(value) {
        return value === null || value === undefined || value === "" || Number.isNaN(value);
    }

    /** Sign, whole digits and decimals of a number or a decimal string, exponents written out; null for anything else. */
    function digitsOf(value) {
        const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(String(value).trim());
        if (!match) {
            return null;
        }
        const [, sign, whole, decimals = "", exponent = "0"] = match;
        let digits = whole + decimals;
        let point = whole.length + Number(exponent);
        if (point <= 0) {
            digits = "0".repeat(1 - point) + digits;
            point = 1;
        }
        digits = digits.padEnd(point, "0");
        return { sign: sign === "-" ? "-" : "", whole: digits.slice(0, point).replace(/^0+(?=\d)/, ""), decimals: digits.slice(point) };
    }

    function grouped(whole) {
        return whole.replace(/\B(?=(\d{3})+$)/g, ",");
    }

    function joined(sign, whole, decimals) {
        const zero = /^0*$/.test(whole + decimals);
        return (zero ? "" : sign.replace("-", "−")) + grouped(whole) + (decimals ? "." + decimals : "");
    }

    /** Every digit that there is, with thousands marked. */
    function exact(value) {
        if (missing(value)) {
            return none;
        }
        const digits = digitsOf(value);
        return digits ? joined(digits.sign, digits.whole, digits.decimals.replace(/0+$/, "")) : String(value);
    }

    /** Rounded half up to a number of decimals, without going through a binary number. */
    function number(value, decimals = 0) {
        if (missing(value)) {
            return none;
        }
        const digits = digitsOf(value);
        if (!digits) {
            return String(value);
        }
        const kept = digits.whole + digits.decimals.slice(0, decimals).padEnd(decimals, "0");
        const up = (digits.decimals[decimals] || "0") >= "5" ? 1n : 0n;
        const rounded = (BigInt(kept) + up).toString().padStart(decimals + 1, "0");
        const point = rounded.length - decimals;
        return joined(digits.sign, rounded.slice(0, point), rounded.slice(point));
    }

    /** As many decimals as a price of this size needs: two from one dollar up, four that count below. */
    function priceDecimals(value) {
        const size = Math.abs(Number(value));
        if (size === 0 || size >= 1) {
            return 2;
        }
        return Math.min(18, 3 - Math.floor(Math.log10(size)));
    }

    function price(value) {
        return missing(value) ? none : number(value, priceDecimals(value));
    }

    function money(value) {
        return missing(value) ? none : price(value).replace(/^(−?)/, "$1$");
    }

    const scales = [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]];

    /** Four figures at most: 1.05T, 950.1B, 12.3K. */
    function compact(value) {
        if (missing(value)) {
            return none;
        }
        const amount = Number(value);
        const scale = scales.find(([size]) => Math.abs(amount) >= size);
        if (!scale) {
            return Math.abs(amount) < 1 && amount !== 0 ? price(value) : number(amount.toFixed(2), 2).replace(/\.00$/, "");
        }
        const scaled = amount / scale[0];
        return number(scaled.toFixed(4), Math.abs(scaled) >= 100 ? 1 : 2) + scale[1];
    }

    function compactMoney(value) {
        return missing(value) ? none : compact(value).replace(/^(−?)/, "$1$");
    }

    function percent(value, decimals = 2) {
        return missing(value) ? none : number(value, decimals) + "%";
    }

    /** A change always shows its sign: the colour is never the only hint. */
    function change(value, decimals = 2) {
        const text = percent(value, decimals);
        return /[1-9]/.test(text) && !text.startsWith("−") ? "+" + text : text;
    }

    function dateOf(value) {
        const date = new Date(value);
        return missing(value) || Number.isNaN(date.getTime()) ? null : date;
    }

    function time(value) {
        const date = dateOf(value);
        return date ? date.toISOString().slice(0, 16).replace("T", " ") + " UTC" : none;
    }

    function seconds(value) {
        const date = dateOf(value);
        return date ? date.toISOString().slice(0, 19).replace("T", " ") + " UTC" : none;
    }

    function day(value) {
        const date = dateOf(value);
        return date ? date.toISOString().slice(0, 10) : none;
    }

    function duration(value) {
        if (missing(value)) {
            return none;
        }
        const total = Number(value);
        if (total < 1) {
            return Math.round(total * 1000) + " ms";
        }
        if (total < 60) {
            return total.toFixed(1) + " s";
        }
        const whole = Math.round(total);
        const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
        return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${whole % 60} s`;
    }

    function ago(value) {
        const date = dateOf(value);
        if (!date) {
            return none;
        }
        const past = (Date.now() - date.getTime()) / 1000;
        const steps = [[60, 1, "second"], [3600, 60, "minute"], [86400, 3600, "hour"], [Infinity, 86400, "day"]];
        const [, size, name] = steps.find(([limit]) => past < limit);
        const count = Math.max(0, Math.floor(past / size));
        return count === 0 ? "just now" : `${count} ${name}${count === 1 ? "" : "s"} ago`;
    }

    function bytes(value) {
        if (missing(value)) {
            return none;
        }
        const units = ["B", "KB", "MB", "GB", "TB"];
        const step = Math.min(4, Math.floor(Math.log10(Math.max(1, Number(value))) / 3));
        return (Number(value) / 1000 ** step).toFixed(step === 0 ? 0 : 1) + " " + units[step];
    }

    /** A value of a table's cell by the kind of its column, nothing rounded. */
    function cell(value, kind) {
        if (missing(value)) {
            return "";
        }
        switch (kind) {
            case "number": return exact(value);
            case "time": return seconds(value);
            case "date": return day(value);
            case "boolean": return value ? "yes" : "no";
            default: return String(value);
        }
    }

    /** `volume_usd_24h` as a heading: Volume USD 24h. */
    function words(name) {
        const known = { usd: "USD", id: "id", url: "URL", "1h": "1h" };
        const text = name.split("_").map((word) => known[word] || word).join(" ");
        return text.charAt(0).toUpperCase() + text.slice(1);
    }

    /** A name from outside in the middle of other text: marks in it that turn the direction end with it. */
    function isolated(text) {
        return `\u2068${text}\u2069`;
    }

    function plural(count, one, many = one + "s") {
        return `${exact(count)} ${Number(count) === 1 ? one : many}`;
    }

    caravan.format = {
        none, exact, number, price, money, compact, compactMoney, percent, change,
        time, seconds, day, duration, ago, bytes, cell, words, isolated, plural,
    };
})();
