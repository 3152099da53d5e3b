(function () { "use strict"; const {html,parts}=caravan; caravan.view("market", () => html`<${parts.Page} title="Market" />`); })();
