// <form data-once>: a second press while the first is on its way does nothing. The server's
// idempotency key is what guarantees it; this only spares the wait.
export const bind = (form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    if (event.defaultPrevented) return;
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  const again = () => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  };
  form.addEventListener("htmx:afterRequest", again);
  addEventListener("pageshow", (event) => event.persisted && again());
};
