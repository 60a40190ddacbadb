// A drawer stands beside the page and does not block it: Escape and its cross close it, and focus
// goes back to what opened it. `data-close` is the address of the page without the drawer.
let opener = null;

const close = (drawer) => {
  drawer.close?.();
  drawer.removeAttribute("open");
  if (drawer.dataset.close) history.pushState({}, "", drawer.dataset.close);
  opener?.isConnected ? opener.focus() : document.getElementById("main")?.focus();
};

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (document.querySelector("dialog:modal, details[data-menu][open]")) return;
  const drawer = document.querySelector("[data-drawer][open]");
  if (drawer) close(drawer);
});

export const bind = (element) => {
  if ("drawerOpen" in element.dataset) {
    element.addEventListener("click", (event) => {
      const drawer = document.getElementById(element.dataset.drawerOpen);
      if (!drawer) return; // an htmx link fetches it; it opens when it lands
      event.preventDefault();
      opener = element;
      drawer.show();
    });
    return;
  }
  element.querySelector("[data-drawer-close]")?.addEventListener("click", (event) => {
    event.preventDefault();
    close(element);
  });
  if (element.open && document.activeElement?.closest("a, button")) {
    opener = document.activeElement;
    element.querySelector("h2")?.setAttribute("tabindex", "-1");
    element.querySelector("h2")?.focus();
  }
};
