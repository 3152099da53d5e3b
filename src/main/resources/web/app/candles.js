/* Candles of an exported folder: the nearest file, cut to the range asked for and gathered into the buckets asked for. */
(function () {
    "use strict";

    const exported = [60, 3600, 86400];

    function indexes(columns) {
        return Object.fromEntries(columns.map((column, index) => [column.name, index]));
    }

    function gathered(whole, from, to, milliseconds) {
        const at = indexes(whole.columns);
        const source = whole.data;
        const result = whole.columns.map(() => []);
        let last = -1;
        let bucket = null;
        source[at.opened_at].forEach((openedAt, row) => {
            if (openedAt < from || openedAt >= to) {
                return;
            }
            const start = Math.floor(openedAt / milliseconds) * milliseconds;
            if (start !== bucket) {
                bucket = start;
                last++;
                result.forEach((column, index) => column.push(source[index][row]));
                result[at.opened_at][last] = start;
                return;
            }
            result[at.high][last] = Math.max(result[at.high][last], source[at.high][row]);
            result[at.low][last] = Math.min(result[at.low][last], source[at.low][row]);
            result[at.close][last] = source[at.close][row];
            ["volume_base", "volume_quote", "trade_count"].forEach((name) => {
                result[at[name]][last] += source[at[name]][row];
            });
        });
        return { columns: whole.columns, data: result, truncated: false };
    }

    /** The coarsest file that is fine enough; a finer one that is missing or doesn't reach so far gives way to the next. */
    async function answer(params, file) {
        const seconds = Number(params.bucket_seconds);
        const [from, to] = [Date.parse(params.from), Date.parse(params.to)];
        const name = (step) => `data/candles/${params.market || "spot"}-${params.symbol}-${step}`;
        const fitting = exported.filter((step) => step <= seconds).reverse();
        const coarser = exported.filter((step) => step > seconds);
        let refusal;
        for (const step of [...fitting, ...coarser]) {
            try {
                const found = gathered(await file(name(step)), from, to, Math.max(step, seconds) * 1000);
                if (found.data[0].length > 0) {
                    return found;
                }
            } catch (missing) {
                refusal = missing;
            }
        }
        if (refusal) {
            throw refusal;
        }
        return gathered(await file(name(exported.at(-1))), from, to, seconds * 1000);
    }

    caravan.candles = { answer };
})();
