// Arrow keys on the map of goals: up and down through what is in sight, right opens, left closes.
const STOPS = "a.fy-goal, summary, .fy-rest > a, .fy-prio a, .fy-loose a";

const branches = (here) => {
  if (here.matches("summary")) return [here.parentElement];
  const under = here.matches("a.fy-goal") && here.parentElement.querySelector(":scope > .fy-under");
  return under ? [...under.children].reverse() : []; // the goals below come last
};

const above = (here) => {
  const item = here.closest("li");
  const outer = here.matches("summary") ? item : item?.parentElement.closest("li");
  return outer?.querySelector(":scope > a.fy-goal");
};

const along = (map, here, by) => {
  const stops = [...map.querySelectorAll(STOPS)].filter((one) => one.checkVisibility());
  return stops[stops.indexOf(here) + by];
};

const moves = {
  ArrowDown: (map, here) => along(map, here, 1)?.focus(),
  ArrowUp: (map, here) => along(map, here, -1)?.focus(),
  ArrowRight: (map, here) => {
    const [branch] = branches(here);
    if (branch?.open) return along(map, here, 1)?.focus();
    if (branch) branch.open = true;
  },
  ArrowLeft: (map, here) => {
    const open = branches(here).find((branch) => branch.open);
    if (open) open.open = false;
    else above(here)?.focus();
  },
};

export const bind = (map) => {
  map.addEventListener("keydown", (event) => {
    const here = event.target.closest(STOPS);
    if (!here || !moves[event.key] || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    moves[event.key](map, here);
  });
};
