// A toast leaves by itself; one that can be undone stays longer, and none leaves under the pointer.
const PLAIN = 6000;
const WITH_ACTION = 20000;

export const bind = (toast) => {
  if (toast.dataset.toast === "stays") return;
  const rest = toast.querySelector("form") ? WITH_ACTION : PLAIN;
  let timer = setTimeout(() => toast.remove(), rest);
  const hold = () => clearTimeout(timer);
  const release = () => {
    clearTimeout(timer);
    timer = setTimeout(() => toast.remove(), rest);
  };
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", release);
  toast.addEventListener("focusout", release);
  toast.querySelector("[data-toast-close]")?.addEventListener("click", () => toast.remove());
};
