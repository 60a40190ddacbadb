// Runs before the first paint, so that a remembered theme never flashes. Classic, not a module.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const remembered = () => {
    try {
      return localStorage.getItem("fairway-theme");
    } catch {
      return null;
    }
  };
  const apply = () => {
    root.dataset.bsTheme = remembered() ?? (system.matches ? "dark" : "light");
    document.dispatchEvent(new Event("fairway:theme"));
  };
  root.classList.remove("no-js");
  system.addEventListener("change", apply);
  addEventListener("storage", apply);
  apply();

  // Choosing what the system says anyway means following the system again.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const next = root.dataset.bsTheme === "dark" ? "light" : "dark";
    try {
      if (next === (system.matches ? "dark" : "light")) localStorage.removeItem("fairway-theme");
      else localStorage.setItem("fairway-theme", next);
    } catch {
      root.dataset.bsTheme = next;
      return;
    }
    apply();
  });
})();
