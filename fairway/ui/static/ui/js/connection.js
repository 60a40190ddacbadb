// What a page says when an answer does not come: no connection, signed out, an error of ours.
export const bind = (words) => {
  const say = (key) => {
    const toast = words.content.querySelector(`[data-word="${key}"]`)?.firstElementChild;
    const place = document.getElementById("toasts");
    if (!toast || !place || place.querySelector(`[data-said="${key}"]`)) return;
    const copy = document.importNode(toast, true);
    copy.dataset.said = key;
    const link = copy.querySelector("a[data-back]");
    if (link) link.href += `?next=${encodeURIComponent(location.pathname + location.search)}`;
    place.append(copy);
    htmx.process(copy);
    document.dispatchEvent(new CustomEvent("fairway:said", { detail: copy }));
  };
  document.addEventListener("fairway:idle", () => say("idle"));
  document.addEventListener("htmx:sendError", () => say("offline"));
  document.addEventListener("htmx:timeout", () => say("offline"));
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 401) say("signed-out");
    else if (status === 403) say("forbidden");
    else if (status === 429 || status === 503) say("busy");
    else say("error");
  });
};
