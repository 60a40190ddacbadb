// <a data-picture href="….svg" download="name.png">: the same drawing as PNG, painted here.
const SHARP = 2; // as many points as a good screen has

const paint = async (address) => {
  const drawing = await (await fetch(address)).text();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth * SHARP, image.naturalHeight * SHARP];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
};

export const bind = (link) => {
  link.hidden = false; // without this script there is the drawing itself
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const file = document.createElement("a");
    file.href = URL.createObjectURL(await paint(link.href));
    file.download = link.download;
    file.click();
    URL.revokeObjectURL(file.href);
  });
};
