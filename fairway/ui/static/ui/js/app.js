// Loads a module the first time its attribute appears, on the page or in a swapped fragment.
// Each module exports bind(element), called once for each element.
const modules = {
  "[data-autosave]": () => import("./autosave.js"),
  "[data-chart]": () => import("./chart.js"),
  "[data-clock]": () => import("./clock.js"),
  "[data-confirm]": () => import("./confirm.js"),
  "[data-copy]": () => import("./copy.js"),
  "[data-dialog-open]": () => import("./dialog.js"),
  "[data-drawer], [data-drawer-open], [hx-target='#drawer']": () => import("./drawer.js"),
  "[data-idle]": () => import("./idle.js"),
  "[data-lanes]": () => import("./lanes.js"),
  "[data-map]": () => import("./map.js"),
  "[data-menu]": () => import("./menu.js"),
  "[data-once]": () => import("./once.js"),
  "[data-palette]": () => import("./palette.js"),
  "[data-pane-switch]": () => import("./panes.js"),
  "[data-picture]": () => import("./picture.js"),
  "[data-print-page]": () => import("./print.js"),
  "[data-sign-out]": () => import("./drafts.js"),
  "[data-toast]": () => import("./toast.js"),
  ".nav-underline": () => import("./tabs.js"),
  "#side": () => import("./side.js"),
  "#words": () => import("./connection.js"),
};

const loading = new Map();
const bound = new Map(Object.keys(modules).map((selector) => [selector, new WeakSet()]));

const bind = (root) => {
  for (const [selector, load] of Object.entries(modules)) {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.unshift(root);
    const fresh = found.filter((element) => !bound.get(selector).has(element));
    if (!fresh.length) continue;
    for (const element of fresh) bound.get(selector).add(element);
    if (!loading.has(selector)) loading.set(selector, load());
    loading.get(selector).then((module) => fresh.forEach((element) => module.bind(element)));
  }
};

bind(document);
if (document.cookie.includes("fairway_saved=")) import("./drafts.js");
document.addEventListener("htmx:load", (event) => bind(event.target));

if ("serviceWorker" in navigator && isSecureContext) {
  const worker = document.querySelector("link[rel=manifest]")?.dataset.worker;
  if (worker) navigator.serviceWorker.register(worker, { scope: "/" }).catch(() => {});
}
