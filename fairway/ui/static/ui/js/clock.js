// <time data-clock="Asia/Manila" data-clock-words="{} in Manila">: goes on by the minute.
const clocks = new Set();
let timer;

const tell = (clock) => {
  const now = new Date();
  const format = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.clock });
  const words = clock.dataset.clockWords.replace("{}", format.format(now));
  if (clock.textContent !== words) clock.textContent = words;
};

const tick = () => {
  for (const clock of clocks) clock.isConnected ? tell(clock) : clocks.delete(clock);
  timer = setTimeout(tick, 60_000 - (Date.now() % 60_000));
};

export const bind = (clock) => {
  clocks.add(clock);
  tell(clock);
  timer ??= setTimeout(tick, 60_000 - (Date.now() % 60_000));
};

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) for (const clock of clocks) tell(clock);
});
