// <form data-autosave="goal-update:3Xk9">: what is typed outlives an error, a lost connection and
// an expired session. It is kept on this device, for this viewer, for a week; never a field marked
// data-sensitive, never a password or a file, and nothing at all on a shared device. Where the server
// keeps it while somebody types, its answer says so (`fairway:kept`) and the copy here goes; but not
// that of a field in data-unkept, which is sent by a button of its own or with the whole alone.
import { draftKey } from "./drafts.js";
import { forget, keep, recall } from "./storage.js";

const PAUSE = 600;
const SKIP = new Set(["password", "file", "hidden", "submit", "button", "reset"]);

const shared = "sharedDevice" in document.body.dataset;

const kept = (form) =>
  [...form.elements].filter((field) => field.name && !SKIP.has(field.type) && !field.closest("[data-sensitive]"));

// What stands in the form now, or (`served`) what it was served with.
const read = (form, served = false) => {
  const values = {};
  for (const field of kept(form)) {
    const list = (values[field.name] ??= []);
    if (field.type === "checkbox" || field.type === "radio") {
      if (served ? field.defaultChecked : field.checked) list.push(field.value);
    } else if (field.options) {
      let chosen = [...field.options].filter((one) => (served ? one.defaultSelected : one.selected));
      if (served && !chosen.length && !field.multiple) chosen = [...field.options].slice(0, 1);
      list.push(...chosen.map((one) => one.value));
    } else list.push(served ? field.defaultValue : field.value);
  }
  return values;
};

const write = (form, values) => {
  const turn = {};
  for (const field of kept(form)) {
    const list = values[field.name];
    if (!list) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = list.includes(field.value);
    else if (field.options) for (const one of field.options) one.selected = list.includes(one.value);
    else field.value = list[(turn[field.name] = (turn[field.name] ?? -1) + 1)] ?? field.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
};

// As the server says it: by the clock of the reader, who may be elsewhere than their device thinks.
const time = (at, timeZone) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(at);
// Blanks at the ends of lines are left out when text is kept: they are nothing to bring back.
const tidy = (values) => JSON.stringify(values, (_key, value) => (value?.replace ? value.replace(/\s+$/gm, "") : value));
const same = (one, other) => tidy(one) === tidy(other);

export const bind = (form) => {
  if (shared) return;
  const key = draftKey(form.dataset.autosave);
  // A refused form comes back with what was typed, which is not saved anywhere yet. So does one that
  // was only asked for another row: data-unsent says so.
  const refused = "unsent" in form.dataset || form.querySelector("[aria-invalid=true], .fy-summary") !== null;
  let served = refused ? {} : read(form, true);
  let timer = null;
  let sent = false;
  const stamp = form.querySelector("[data-draft-stamp]");
  const offer = form.querySelector("[data-draft-offer]");
  const zone = stamp?.dataset.zone || undefined;
  let stamped = false;

  const mark = document.createElement("input");
  Object.assign(mark, { type: "hidden", name: "_draft", value: form.dataset.autosave });
  form.append(mark);

  const save = () => {
    clearTimeout(timer);
    timer = null;
    const values = read(form);
    if (same(values, served)) {
      if (stamped) stamp.textContent = "";
      return forget(key);
    }
    if (!keep(key, { at: Date.now(), values }) || !stamp) return;
    stamp.textContent = stamp.dataset.words.replace("{}", time(Date.now(), zone));
    stamped = true;
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", save);
  addEventListener("pagehide", () => timer && !sent && !("leaving" in document.body.dataset) && save());

  // A fragment tells by its answer; a whole page by the cookie that `release` reads.
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form || !event.detail.successful) return;
    sent = true;
    clearTimeout(timer);
    forget(key);
  });

  const asked = new WeakMap(); // what stood here when each element sent it
  form.addEventListener("htmx:beforeRequest", (event) => asked.set(event.target, read(form)));
  form.addEventListener("fairway:kept", (event) => {
    const values = asked.get(event.target);
    if (!values) return;
    for (const field of kept(form)) if (field.closest("[data-unkept]")) values[field.name] = served[field.name] ?? [""];
    served = values;
    save(); // what was typed since then
  });

  const draft = recall(key);
  if (!same(read(form), served)) save(); // typed while this module was on its way
  if (refused || !offer || !draft || same(draft.values, served)) return;
  const said = offer.querySelector("[data-draft-when]");
  if (said) said.textContent = time(draft.at, zone);
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
