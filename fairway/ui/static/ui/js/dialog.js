// <button data-dialog-open="id">: opens that dialog over the page.
export const bind = (button) => {
  button.addEventListener("click", () => {
    const dialog = document.getElementById(button.dataset.dialogOpen);
    dialog.showModal();
    dialog.addEventListener("close", () => button.focus(), { once: true });
  });
};
