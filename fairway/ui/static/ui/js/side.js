// The sidebar is a dialog only while it slides over a phone; then it needs a name of its own.
export const bind = (side) => {
  side.addEventListener("show.bs.offcanvas", () => side.setAttribute("aria-label", side.dataset.label));
  side.addEventListener("hidden.bs.offcanvas", () => side.removeAttribute("aria-label"));
};
