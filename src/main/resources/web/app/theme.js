/* Runs before the first paint, so that a remembered theme doesn't flash; without a choice the system's theme holds. */
(function () {
    "use strict";
    const root = document.documentElement;
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const listeners = new Set();

    /* A page opened from disk may have no storage: then the choice lasts as long as the page. */
    function remembered() {
        try {
            return localStorage.getItem("caravan.theme");
        } catch (unavailable) {
            return null;
        }
    }

    function remember(theme) {
        try {
            localStorage.setItem("caravan.theme", theme);
        } catch (unavailable) {
            return;
        }
    }

    function current() {
        return root.dataset.theme || (system.matches ? "dark" : "light");
    }

    function tell() {
        listeners.forEach((listener) => listener(current()));
    }

    const choice = remembered();
    if (choice === "light" || choice === "dark") {
        root.dataset.theme = choice;
    }
    system.addEventListener("change", tell);

    window.caravanTheme = {
        current,
        toggle() {
            root.dataset.theme = current() === "dark" ? "light" : "dark";
            remember(root.dataset.theme);
            tell();
        },
        subscribe(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
    };
})();
