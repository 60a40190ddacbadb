// <details data-menu>: closes on Escape and on a press elsewhere; arrows walk its items.
const open = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});

export const bind = (menu) => {
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const items = [...menu.querySelectorAll(".fy-item")];
    if (!step || !items.length) return;
    event.preventDefault();
    const at = items.indexOf(document.activeElement);
    const next = items[at < 0 && step < 0 ? items.length - 1 : (at + step + items.length) % items.length];
    if (menu.open) return next.focus();
    menu.open = true;
    requestAnimationFrame(() => next.focus()); // what was closed takes focus only once it is laid out
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
};
