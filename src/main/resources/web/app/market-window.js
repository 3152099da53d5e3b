/* Which span of time a price chart shows, and how fine: pure functions, times in milliseconds. */
(function () {
    "use strict";

    const day = 86400e3;
    const periods = [
        { id: "1D", label: "1D", span: day, title: "One day" },
        { id: "1W", label: "1W", span: 7 * day, title: "One week" },
        { id: "1M", label: "1M", span: 30 * day, title: "One month" },
        { id: "3M", label: "3M", span: 91 * day, title: "Three months" },
        { id: "1Y", label: "1Y", span: 365 * day, title: "One year" },
        { id: "all", label: "All", span: Infinity, title: "Everything there is" },
    ];
    const buckets = [60, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 43200, 86400, 604800];
    /* A candle needs about three pixels. */
    const shownAtMost = Math.round(Math.min(500, Math.max(120, innerWidth / 2.8)));

    function clipped(window, extent) {
        return { from: Math.max(window.from, extent.from), to: Math.min(window.to, extent.to) };
    }

    /** What the address asks for: a period back from the newest candle, or two days. */
    function chosen(params, extent) {
        if (params.from || params.to) {
            const from = params.from ? Date.parse(params.from) : extent.from;
            const to = params.to ? Date.parse(params.to) + day : extent.to;
            const window = clipped({ from, to }, extent);
            return window.from < window.to ? window : extent;
        }
        const period = periods.find((one) => one.id === params.period) || periods[2];
        return clipped({ from: extent.to - period.span, to: extent.to }, extent);
    }

    /** The finest bucket, in seconds, that fills the chart with no more candles than the eye can part. */
    function bucketOf(window) {
        const seconds = (window.to - window.from) / 1000;
        return buckets.find((bucket) => seconds / bucket <= shownAtMost) || buckets.at(-1);
    }

    /** What to ask for: the window and as much again on both sides, so that a pan finds its candles there. */
    function request(window, extent) {
        const bucket = bucketOf(window);
        const step = bucket * 1000;
        const span = window.to - window.from;
        const wide = clipped({ from: window.from - span, to: window.to + span }, extent);
        return { from: Math.floor(wide.from / step) * step, to: Math.ceil(wide.to / step) * step, bucket };
    }

    function serves(loaded, window, extent) {
        const needed = clipped(window, extent);
        return loaded.bucket === bucketOf(window) && loaded.from <= needed.from && loaded.to >= needed.to;
    }

    /** Moves by a part of the window's length and scales it around its middle, inside the extent. */
    function moved(window, { by = 0, scale = 1 }, extent) {
        const span = Math.min(Math.max((window.to - window.from) * scale, 20 * 60e3), extent.to - extent.from);
        const middle = (window.from + window.to) / 2 + by * (window.to - window.from);
        const from = Math.min(Math.max(middle - span / 2, extent.from), extent.to - span);
        return { from, to: from + span };
    }

    function bucketName(seconds) {
        const [size, unit] = seconds >= 604800 ? [604800, "week"] : seconds >= 86400 ? [86400, "day"] : seconds >= 3600 ? [3600, "hour"] : [60, "minute"];
        const count = seconds / size;
        return count === 1 ? "1 " + unit : `${count} ${unit}s`;
    }

    caravan.marketWindow = { periods, chosen, bucketOf, request, serves, moved, bucketName };
})();
