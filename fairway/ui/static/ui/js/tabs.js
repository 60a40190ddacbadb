// Tabs that do not fit scroll; the current one is brought into view.
export const bind = (tabs) => {
  const current = tabs.querySelector("[aria-current]");
  if (current) tabs.scrollLeft = current.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;
};
