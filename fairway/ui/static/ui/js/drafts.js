// Whose draft is whose, and when it goes: once the server has taken it, after a week, and when its
// writer signs out.
import { forget, keys, recall } from "./storage.js";

const START = "fairway-draft:";
const WEEK = 7 * 24 * 3600 * 1000;
const SAVED = "fairway_saved=";

export const draftKey = (form = "") => `${START}${document.body.dataset.viewer ?? ""}:${form}`;

const taken = document.cookie.split("; ").find((one) => one.startsWith(SAVED));
if (taken) {
  forget(draftKey(decodeURIComponent(taken.slice(SAVED.length))));
  document.cookie = `${SAVED}; max-age=0; path=/`;
}
for (const key of keys(START)) if (!(Date.now() - recall(key)?.at < WEEK)) forget(key);

// <form data-sign-out>
export const bind = (form) => {
  form.addEventListener("submit", () => {
    document.body.dataset.leaving = "";
    for (const key of keys(draftKey())) forget(key);
  });
};
