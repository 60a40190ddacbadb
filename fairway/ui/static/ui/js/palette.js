// Ctrl/⌘ K: a combobox over what the server finds. The served <dialog data-palette="/search/palette">
// holds the field; its answer is a fragment of [role=option] links in groups.
const PAUSE = 120;

export const bind = (dialog) => {
  const field = dialog.querySelector("[role=combobox]");
  const list = dialog.querySelector("[role=listbox]");
  const said = dialog.querySelector("[role=status]");
  let at = -1;
  let timer;
  let asked = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = (i) => {
    const all = options();
    at = all.length ? (i + all.length) % all.length : -1;
    all.forEach((one, n) => {
      one.id ||= `found-${n}`;
      one.setAttribute("aria-selected", n === at ? "true" : "false");
    });
    if (at < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  };

  const ask = async () => {
    const turn = (asked += 1);
    const address = new URL(dialog.dataset.palette, location.href);
    address.searchParams.set("q", field.value);
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (turn !== asked) return; // a later key has asked since
    const lost = !answer?.ok;
    said.textContent = lost ? said.dataset.lost : "";
    if (lost) return;
    list.innerHTML = await answer.text();
    const n = options().length;
    said.textContent = n ? "" : said.dataset.none;
    choose(0);
  };

  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    field.select();
    ask();
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      choose(at + step);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      options()[at].click();
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    open();
  });
  for (const opener of document.querySelectorAll("[data-palette-open]"))
    opener.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  if (/Mac|iPhone|iPad/.test(navigator.platform))
    for (const key of document.querySelectorAll("[data-palette-key]")) key.textContent = "⌘ K";
};
