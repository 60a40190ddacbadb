// A toast leaves by itself; one that can be undone stays longer, and none leaves under the pointer.
const PLAIN = 6000;
const WITH_ACTION = 20000;

export const bind = (toast) => {
  toast.querySelector("[data-toast-close]")?.addEventListener("click", () => toast.remove());
  if (toast.dataset.toast === "stays") return;
  const rest = toast.querySelector("form, a") ? WITH_ACTION : PLAIN;
  let timer;
  const hold = () => clearTimeout(timer);
  const release = () => {
    hold();
    timer = setTimeout(() => toast.remove(), rest);
  };
  release();
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", release);
  toast.addEventListener("focusout", release);
};
