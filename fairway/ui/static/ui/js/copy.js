// <button data-copy="text">: copies, and shows that it did.
export const bind = (button) => {
  const idle = button.querySelector("[data-copy-idle]");
  const done = button.querySelector("[data-copy-done]");
  button.addEventListener("click", async () => {
    if (!navigator.clipboard) return getSelection().selectAllChildren(button.parentElement.querySelector("code"));
    await navigator.clipboard.writeText(button.dataset.copy);
    if (!idle || !done) return;
    idle.hidden = true;
    done.hidden = false;
    setTimeout(() => {
      idle.hidden = false;
      done.hidden = true;
    }, 2000);
  });
};
