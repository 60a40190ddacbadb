// Cards that are dragged from lane to lane: dropping one presses the button its menu has for that.
let moved = ""; // the lanes are drawn anew after a move, and the card keeps the focus

export const bind = (lanes) => {
  let held = null;
  if (moved) lanes.querySelector(`[data-card="${moved}"] summary`)?.focus();
  moved = "";
  lanes.addEventListener("click", (event) => {
    const card = event.target.closest("button[name=status]")?.closest("[data-card]");
    if (card) moved = card.dataset.card;
  });
  const lane = (event) => event.target.closest("[data-lane]");
  const button = (status) => held?.querySelector(`button[name=status][value="${status}"]`);
  const over = (one) => lanes.querySelectorAll("[data-lane]").forEach((each) => each.classList.toggle("is-over", each === one));
  lanes.addEventListener("dragstart", (event) => {
    held = event.target.closest("[draggable=true]");
    held?.classList.add("is-held");
    if (held) event.dataTransfer.effectAllowed = "move";
  });
  lanes.addEventListener("dragover", (event) => {
    const here = lane(event);
    if (!here || !button(here.dataset.lane)) return over(null);
    event.preventDefault();
    over(here);
  });
  lanes.addEventListener("drop", (event) => {
    event.preventDefault();
    button(lane(event)?.dataset.lane)?.click();
  });
  lanes.addEventListener("dragend", () => {
    held?.classList.remove("is-held");
    held = null;
    over(null);
  });
};
