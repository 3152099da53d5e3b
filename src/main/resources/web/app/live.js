/* The run in hand, step by step, as the process tells it by server-sent events; where these fail, the list of runs is asked. */
(function () {
    "use strict";
    const { data, hooks } = caravan;

    const ASK_AGAIN_MILLIS = 5000;
    const NOTHING = { command: null, runId: null, startedAt: null, steps: [], outcome: null };
    const EVENTS = ["snapshot", "began", "ended", "command"];

    function same(one, other) {
        return one.step === other.step && one.name === other.name;
    }

    /** What is known of the run after one more event. */
    function told(run, kind, event) {
        switch (kind) {
            case "snapshot":
                return { ...NOTHING, ...event };
            case "began": {
                const begun = { step: event.step, name: event.name, state: "running", startedAt: event.at, seconds: null, rows: null, message: null };
                return { ...run, steps: [...run.steps.filter((step) => !same(step, event)), begun] };
            }
            case "ended": {
                const known = run.steps.some((step) => same(step, event));
                const steps = known ? run.steps : [...run.steps, { startedAt: null, ...event }];
                return { ...run, steps: steps.map((step) => (same(step, event) ? { ...step, ...event } : step)) };
            }
            case "command":
                if (event.state === "began") {
                    return { ...NOTHING, command: event.command, runId: event.runId, startedAt: new Date().toISOString() };
                }
                return event.state === "waits"
                    ? { ...run, command: event.command, outcome: event }
                    : { ...run, command: null, outcome: event };
            default:
                return run;
        }
    }

    /** Calls `onEvent(kind, event)` for what is told and `onBroken(whether)` when the line breaks or stands again. */
    function listen(onEvent, onBroken) {
        let source = null;
        let timer = null;
        function connect() {
            source = new EventSource("api/events");
            source.onopen = () => onBroken(false);
            source.onerror = () => {
                onBroken(true);
                // The browser comes back by itself unless the answer was a refusal.
                if (source.readyState === EventSource.CLOSED) {
                    timer = setTimeout(connect, ASK_AGAIN_MILLIS);
                }
            };
            EVENTS.forEach((kind) => source.addEventListener(kind, (event) => onEvent(kind, JSON.parse(event.data))));
        }
        connect();
        return () => {
            clearTimeout(timer);
            source.close();
        };
    }

    /** The run in hand. `onEnd` is called when one has ended, or, while the line is broken, when a new one is listed. */
    function useRun(onEnd) {
        const [run, setRun] = hooks.useState(NOTHING);
        const [broken, setBroken] = hooks.useState(false);
        const ended = hooks.useRef(onEnd);
        ended.current = onEnd;

        hooks.useEffect(() => {
            if (caravan.mode !== "live") {
                return undefined;
            }
            return listen((kind, event) => {
                setRun((before) => told(before, kind, event));
                if (kind === "command" && event.state !== "began" && event.state !== "waits") {
                    ended.current();
                }
            }, setBroken);
        }, []);

        hooks.useEffect(() => {
            if (!broken) {
                return undefined;
            }
            let newest = null;
            const timer = setInterval(async () => {
                const listed = await data.get("runs", { limit: 1 }).catch(() => ({ runs: [] }));
                const first = listed.runs.length ? `${listed.runs[0].id} ${listed.runs[0].status}` : newest;
                if (newest !== null && first !== newest) {
                    ended.current();
                }
                newest = first;
            }, ASK_AGAIN_MILLIS);
            return () => clearInterval(timer);
        }, [broken]);

        return { ...run, broken };
    }

    caravan.live = { useRun, told };
})();
