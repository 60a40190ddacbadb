// On a shared device the page asks whether somebody is there, and leaves when nobody is.
// data-idle on <body> is how long, in seconds; data-awake the address that tells the server.
const WARNING = 30_000;

export const bind = (body) => {
  const patience = Number(body.dataset.idle) * 1000;
  let last = Date.now();
  let told = Date.now();
  let warning, leaving;

  const leave = () => {
    // The server decides: left alone, it shows the sign-in page.
    document.body.dataset.leaving = "";
    location.replace("/");
  };
  const wait = () => {
    clearTimeout(warning);
    clearTimeout(leaving);
    warning = setTimeout(() => document.dispatchEvent(new Event("fairway:idle")), Math.max(patience - WARNING, patience / 2));
    leaving = setTimeout(leave, patience + 1000);
  };
  const alive = () => {
    if (Date.now() - last < 1000) return;
    last = Date.now();
    document.querySelector('[data-said="idle"]')?.remove();
    wait();
    if (last - told < patience / 3) return;
    told = last;
    fetch(body.dataset.awake, { redirect: "manual" });
  };
  for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, alive, { passive: true });
  addEventListener("pageshow", (event) => event.persisted && leave());
  wait();
};
