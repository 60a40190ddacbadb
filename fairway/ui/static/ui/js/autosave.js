// <form data-autosave="goal-update:3Xk9">: what is typed outlives an error, a lost connection and
// an expired session. It is kept on this device, for this viewer, for a week; never a field marked
// data-sensitive, never a password or a file, and nothing at all on a shared device.
import { draftKey } from "./drafts.js";
import { forget, keep, recall } from "./storage.js";

const PAUSE = 600;
const SKIP = new Set(["password", "file", "hidden", "submit", "button", "reset"]);

const shared = "sharedDevice" in document.body.dataset;

const kept = (form) =>
  [...form.elements].filter((field) => field.name && !SKIP.has(field.type) && !field.closest("[data-sensitive]"));

const read = (form) => {
  const values = {};
  for (const field of kept(form)) {
    const list = (values[field.name] ??= []);
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) list.push(field.value);
    } else if (field.type === "select-multiple") list.push(...[...field.selectedOptions].map((one) => one.value));
    else list.push(field.value);
  }
  return values;
};

const write = (form, values) => {
  const turn = {};
  for (const field of kept(form)) {
    const list = values[field.name];
    if (!list) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = list.includes(field.value);
    else if (field.type === "select-multiple") for (const one of field.options) one.selected = list.includes(one.value);
    else field.value = list[(turn[field.name] = (turn[field.name] ?? -1) + 1)] ?? field.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
};

const time = (at) => new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(at);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export const bind = (form) => {
  if (shared || form.dataset.autosaveBound) return;
  form.dataset.autosaveBound = "";
  const key = draftKey(form.dataset.autosave);
  const served = read(form);
  let timer;
  let sent = false;
  const stamp = form.querySelector("[data-draft-stamp]");
  const offer = form.querySelector("[data-draft-offer]");

  const mark = document.createElement("input");
  Object.assign(mark, { type: "hidden", name: "_draft", value: form.dataset.autosave });
  form.append(mark);

  const save = () => {
    clearTimeout(timer);
    const values = read(form);
    if (same(values, served)) return forget(key);
    if (!keep(key, { at: Date.now(), values }) || !stamp) return;
    stamp.textContent = stamp.dataset.words.replace("{}", time(Date.now()));
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", save);
  addEventListener("pagehide", () => timer && !sent && save());

  // A fragment tells by its answer; a whole page by the cookie that `release` reads.
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form || !event.detail.successful) return;
    sent = true;
    clearTimeout(timer);
    forget(key);
  });

  const draft = recall(key);
  if (!draft || same(draft.values, served)) return;
  if (form.querySelector("[aria-invalid=true], .fy-summary")) return; // the server gave it back already
  if (!offer) return;
  const said = offer.querySelector("[data-draft-when]");
  if (said) said.textContent = time(draft.at);
  offer.hidden = false;
  offer.querySelector("[data-draft-restore]").addEventListener("click", () => {
    write(form, draft.values);
    offer.hidden = true;
    kept(form)[0]?.focus();
  });
  offer.querySelector("[data-draft-drop]").addEventListener("click", () => {
    forget(key);
    offer.hidden = true;
    kept(form)[0]?.focus();
  });
};
