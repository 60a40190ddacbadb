// Loads a module the first time its attribute appears, on the page or in a swapped fragment.
const modules = {
  "[data-toast]": () => import("./toast.js"),
};

const loading = new Map();

const bind = (root) => {
  for (const [selector, load] of Object.entries(modules)) {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.unshift(root);
    if (!found.length) continue;
    if (!loading.has(selector)) loading.set(selector, load());
    loading.get(selector).then(({ bind }) => found.forEach(bind));
  }
};

bind(document);
document.addEventListener("htmx:load", (event) => bind(event.target));
