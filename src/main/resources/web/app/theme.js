/* Runs before the first paint, so that a remembered theme doesn't flash; without a choice the system's theme holds. */
(function () {
    "use strict";
    const root = document.documentElement;
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const listeners = new Set();

    /* A page may have no storage, as where cookies are refused: then the choice lasts as long as the page. */
    function stored(use) {
        try {
            return use(localStorage);
        } catch (unavailable) {
            return null;
        }
    }

    function current() {
        return root.dataset.theme || (system.matches ? "dark" : "light");
    }

    function tell() {
        listeners.forEach((listener) => listener(current()));
    }

    const choice = stored((storage) => storage.getItem("caravan.theme"));
    if (choice === "light" || choice === "dark") {
        root.dataset.theme = choice;
    }
    system.addEventListener("change", tell);

    window.caravanTheme = {
        current,
        toggle() {
            root.dataset.theme = current() === "dark" ? "light" : "dark";
            stored((storage) => storage.setItem("caravan.theme", root.dataset.theme));
            tell();
        },
        subscribe(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
    };
})();
