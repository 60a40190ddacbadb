// Radios [data-pane-switch] choose which [data-pane] a narrow screen shows.
export const bind = (radio) => {
  const show = () => {
    if (!radio.checked) return;
    for (const pane of document.querySelectorAll("[data-pane]"))
      pane.dataset.narrow = pane.dataset.pane === radio.value ? "show" : "hide";
  };
  radio.addEventListener("change", show);
  show();
};
