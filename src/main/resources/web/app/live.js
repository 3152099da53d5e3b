/* The run in hand, step by step, put together from what the process tells. */
(function () {
    "use strict";

    const { data, hooks } = caravan;
    const { useEffect, useState } = hooks;

    const nothing = { command: null, runId: null, startedAt: null, steps: [], outcome: null };

    function same(one, other) {
        return one.step === other.step && one.name === other.name;
    }

    function begun({ step, name, at }) {
        return { step, name, state: "running", startedAt: at, seconds: null, rows: null, message: null };
    }

    function commandTold(run, event) {
        switch (event.state) {
            case "began": return { ...nothing, command: event.command, runId: event.runId, startedAt: new Date().toISOString() };
            case "waits": return { ...run, command: event.command, outcome: event };
            default: return { ...run, command: null, outcome: event };
        }
    }

    /** What is known of the run after one more event. */
    function told(run, name, event) {
        switch (name) {
            case "snapshot": return { ...nothing, ...event };
            case "began": return { ...run, steps: [...run.steps.filter((step) => !same(step, event)), begun(event)] };
            case "ended": {
                const step = { ...(run.steps.find((each) => same(each, event)) || begun(event)), ...event };
                return { ...run, steps: [...run.steps.filter((each) => !same(each, event)), step] };
            }
            case "command": return commandTold(run, event);
            default: return run;
        }
    }

    function useRun() {
        const [run, setRun] = useState(nothing);
        useEffect(() => data.events((name, event) => setRun((before) => told(before, name, event))), []);
        return run;
    }

    caravan.live = { useRun, told };
})();
