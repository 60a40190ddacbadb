// Radios [data-pane-switch] choose which [data-pane] a narrow screen shows. What somebody asked for
// by pressing, and what then lands in a pane that is hidden there, brings that pane to the front.
const PRESSED = new Set(["click", "submit"]);

document.addEventListener("htmx:afterSwap", (event) => {
  const pane = event.target.closest?.("[data-pane]");
  const { triggeringEvent } = event.detail.requestConfig ?? {};
  if (pane?.dataset.narrow !== "hide" || !PRESSED.has(triggeringEvent?.type)) return;
  document.querySelector(`[data-pane-switch][value="${pane.dataset.pane}"]`)?.click();
});

export const bind = (radio) => {
  const show = () => {
    if (!radio.checked) return;
    for (const pane of document.querySelectorAll("[data-pane]"))
      pane.dataset.narrow = pane.dataset.pane === radio.value ? "show" : "hide";
  };
  radio.addEventListener("change", show);
  show();
};
