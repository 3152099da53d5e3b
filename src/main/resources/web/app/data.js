/*
 * The only file that fetches. Live: the JSON of `api/…`; static: the files that `docs generate` wrote, read by static.js.
 *
 * `get(path, params, {signal})` is a promise of the answer or of `caravan.Refused`. The same question asked by two parts of the
 * page goes over the wire once; it is given up when nobody waits for it any more. Answers are kept until data may have changed.
 */
(function () {
    "use strict";

    const { hooks, Refused } = caravan;
    const { useCallback, useEffect, useState } = hooks;
    const kept = new Map();
    const keptAtMost = 60;
    const askAgainMillis = 5000;
    const underway = new Map();
    const versionListeners = new Set();
    let version = 0;

    function encoded(path) {
        return path.split("/").map(encodeURIComponent).join("/");
    }

    /** Where the server answers a question: for downloads and pictures; questions go through `get`. */
    function url(path, params) {
        return "api/" + encoded(path) + caravan.query(params);
    }

    async function refusal(response, place) {
        const body = await response.json().catch(() => ({}));
        return new Refused(body.problems || [{
            place,
            what: `the server answered ${response.status} ${response.statusText}`.trim(),
            remedy: "The server's log says more.",
        }]);
    }

    async function fetched(path, params, options) {
        const address = url(path, params);
        let response;
        try {
            response = await fetch(address, { headers: { Accept: "application/json" }, ...options });
        } catch (failure) {
            if (failure.name === "AbortError") {
                throw failure;
            }
            throw new Refused([{ place: address, what: "the server does not answer", remedy: "Is `caravan start` still running?" }]);
        }
        if (!response.ok) {
            throw await refusal(response, address);
        }
        return response.json();
    }

    function asked(path, params, signal) {
        return caravan.mode === "static" ? caravan.statics.answer(path, params || {}) : fetched(path, params, { signal });
    }

    function keep(key, answer) {
        kept.delete(key);
        kept.set(key, answer);
        if (kept.size > keptAtMost) {
            kept.delete(kept.keys().next().value);
        }
        return answer;
    }

    function begin(key, path, params) {
        const controller = new AbortController();
        const asOf = version;
        const question = { users: 0, controller };
        question.answer = asked(path, params, controller.signal)
            .then((answer) => (asOf === version ? keep(key, answer) : answer))
            .finally(() => {
                if (underway.get(key) === question) {
                    underway.delete(key);
                }
            });
        underway.set(key, question);
        return question;
    }

    function get(path, params, { signal } = {}) {
        const key = url(path, params);
        if (kept.has(key)) {
            return Promise.resolve(kept.get(key));
        }
        const question = underway.get(key) || begin(key, path, params);
        question.users++;
        signal?.addEventListener("abort", () => {
            question.users--;
            if (question.users === 0 && underway.get(key) === question) {
                underway.delete(key);
                question.controller.abort();
            }
        }, { once: true });
        return question.answer;
    }

    /** Forgets all answers and lets every part of the page ask again; the old picture stays until the new one is there. */
    function refresh() {
        version++;
        kept.clear();
        underway.clear();
        versionListeners.forEach((listener) => listener(version));
    }

    function useVersion() {
        const [current, setCurrent] = useState(version);
        useEffect(() => {
            versionListeners.add(setCurrent);
            return () => versionListeners.delete(setCurrent);
        }, []);
        return current;
    }

    /**
     * The answer to a question as a component sees it: `{value, problems, loading, retry}`. No question while `path` is null.
     * With `{keep: true}` the last answer stays while the next one is fetched: nothing jumps when a filter changes.
     */
    function useData(path, params, { keep: keepOld = false } = {}) {
        const key = path === null ? null : url(path, params);
        const asOf = useVersion();
        const [attempt, setAttempt] = useState(0);
        const [state, setState] = useState({ key: null });
        useEffect(() => {
            if (key === null) {
                return undefined;
            }
            const leaving = new AbortController();
            const here = (next) => leaving.signal.aborted || setState(next);
            get(path, params, { signal: leaving.signal }).then(
                (value) => here({ key, value }),
                (failure) => here((old) => ({ key, value: keepOld ? old.value : undefined, problems: problemsOf(failure) })),
            );
            return () => leaving.abort();
        }, [key, asOf, attempt]);
        const retry = useCallback(() => setAttempt((count) => count + 1), []);
        const answered = state.key === key;
        const value = answered ? state.value : kept.get(key) ?? (keepOld && key !== null ? state.value : undefined);
        return { value, problems: answered ? state.problems : undefined, loading: key !== null && !answered, retry };
    }

    function problemsOf(failure) {
        if (failure instanceof Refused) {
            return failure.problems;
        }
        return [{ place: "this page", what: String(failure.message || failure), remedy: "This is a defect of the page; reload it." }];
    }

    /** A columnar answer of `data/…` by the names of its columns: `{opened_at: […], close: […]}`. */
    function columns(answer) {
        return Object.fromEntries(answer.columns.map((column, index) => [column.name, answer.data[index]]));
    }

    /** A columnar answer of `data/…` as a list of objects. */
    function records(answer) {
        return (answer.data[0] || []).map((_, row) => Object.fromEntries(
            answer.columns.map((column, index) => [column.name, answer.data[index][row]])));
    }

    function query(sql, limit, signal) {
        return fetched("query", {}, {
            method: "POST",
            headers: { "Content-Type": "application/json", Accept: "application/json" },
            body: JSON.stringify({ sql, limit }),
            signal,
        });
    }

    const eventNames = ["snapshot", "began", "ended", "command"];
    const eventListeners = new Set();
    let stream = null;
    let snapshot = null;

    function tell(name, event) {
        if (name === "snapshot") {
            snapshot = event;
        }
        eventListeners.forEach((listener) => listener(name, event));
        if (name === "command" && (event.state === "ended" || event.state === "failed")) {
            refresh();
        }
    }

    /**
     * What the process does, as it does it: `listener(name, event)` with the names of the server's stream, first a snapshot.
     * All listeners share one connection. Returns how to stop listening.
     */
    function events(listener) {
        if (caravan.mode === "static") {
            return () => {};
        }
        if (!stream || snapshot) {
            connect();
        }
        eventListeners.add(listener);
        return () => {
            eventListeners.delete(listener);
            if (eventListeners.size === 0) {
                disconnect();
            }
        };
    }

    /* A listener that comes later has missed what happened since the snapshot, so the stream is opened anew for everybody. */
    function connect() {
        disconnect();
        stream = new EventSource(url("events"));
        stream.onopen = () => clearInterval(asking);
        stream.onerror = broken;
        eventNames.forEach((name) => stream.addEventListener(name, (message) => tell(name, JSON.parse(message.data))));
    }

    let asking = null;
    let lastVersion = null;

    /* The browser comes back by itself after a break, but not after a refusal; until then the process is asked what is new. */
    function broken() {
        clearInterval(asking);
        asking = setInterval(async () => {
            if (stream.readyState === EventSource.CLOSED) {
                connect();
            }
            const site = await fetched("site", {}).catch(() => null);
            if (site && lastVersion !== null && site.dataVersion !== lastVersion) {
                refresh();
            }
            lastVersion = site ? site.dataVersion : lastVersion;
        }, askAgainMillis);
    }

    function disconnect() {
        clearInterval(asking);
        stream?.close();
        stream = null;
        snapshot = null;
    }

    caravan.data = { get, url, useData, refresh, query, events, problemsOf, columns, records };
})();
