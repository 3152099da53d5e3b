"use strict";
document.getElementById("mode").textContent = window.caravan.mode;
new EventSource("../api/events").addEventListener("snapshot", event => {
    document.getElementById("events").textContent = JSON.parse(event.data).command === null ? "idle" : "busy";
});
