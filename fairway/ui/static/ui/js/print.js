// <button data-print-page> prints the page it stands on.
export const bind = (button) => button.addEventListener("click", () => print());
