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

const remember = (link) =>
  link.addEventListener("click", (event) => {
    opener = link;
    const drawer = document.getElementById(link.dataset.drawerOpen);
    if (!drawer) return; // htmx fetches it; it opens when it lands
    event.preventDefault();
    drawer.show();
  });

const receive = (drawer) => {
  drawer.querySelector("[data-drawer-close]")?.addEventListener("click", (event) => {
    event.preventDefault();
    close(drawer);
  });
  if (!drawer.open || !opener) return;
  const heading = drawer.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
};

export const bind = (element) => ("drawer" in element.dataset ? receive(element) : remember(element));
