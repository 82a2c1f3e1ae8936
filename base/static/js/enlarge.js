// Shows a picture of a gallery large, above the page, with a way to the next one.
const links = [...document.querySelectorAll("a[data-enlarge]")];

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

function button(label, text, action) {
  const made = element("button", { type: "button", textContent: text, title: label, onclick: action });
  made.setAttribute("aria-label", label);
  return made;
}

function makeViewer() {
  const dialog = element("dialog", { className: "enlarged" });
  const picture = element("img", { className: "enlarged__picture" });
  const caption = element("p", { className: "enlarged__caption", dir: "auto" });
  const bar = element("div", { className: "enlarged__bar" });
  let at = 0;

  function show(number) {
    at = (number + links.length) % links.length;
    const small = links[at].querySelector("img");
    picture.src = links[at].href;
    picture.alt = small.alt;
    caption.textContent = links[at].closest("figure")?.querySelector("figcaption")?.textContent.trim() ?? "";
  }

  bar.append(
    button("Previous picture", "←", () => show(at - 1)),
    button("Next picture", "→", () => show(at + 1)),
    button("Close", "×", () => dialog.close()),
  );
  dialog.append(bar, picture, caption);
  dialog.setAttribute("aria-label", "Picture");
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  });
  document.body.append(dialog);
  return (number) => {
    show(number);
    dialog.showModal();
  };
}

if (links.length && "showModal" in HTMLDialogElement.prototype) {
  const open = makeViewer();
  links.forEach((link, number) => {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      open(number);
    });
  });
}
