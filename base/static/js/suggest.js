// Offers names and titles while somebody types (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Without it, the form searches.
const WAIT = 120;

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function suggest(row) {
  const input = row.querySelector("input");
  const list = element("ul", { id: `${input.id}-list`, className: "suggestions", hidden: true });
  const said = element("p", { className: "hidden" });
  let timer = 0;
  let asked = "";
  let at = -1;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  said.setAttribute("role", "status");
  row.append(list, said);

  const options = () => [...list.children];

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    const all = options();
    at = (number + all.length + 1) % (all.length + 1);
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (all[at]) input.setAttribute("aria-activedescendant", all[at].id);
    else input.removeAttribute("aria-activedescendant");
  }

  function option({ title, kind, url }, number) {
    const made = element("li", { id: `${list.id}-${number}` },
      element("span", { textContent: title, dir: "auto" }),
      element("span", { textContent: kind, className: "suggestions__kind" }));
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.dataset.url = url;
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => location.assign(url));
    return made;
  }

  function show(found) {
    list.replaceChildren(...found.map(option));
    at = -1;
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    said.textContent = found.length === 1 ? "1 suggestion" : found.length ? `${found.length} suggestions` : "";
  }

  async function ask() {
    const typed = input.value.trim();
    asked = typed;
    if (typed.length < 2) {
      close();
      return;
    }
    const answer = await fetch(`${row.dataset.suggest}?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (answer?.ok && asked === typed) show((await answer.json()).suggestions);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    asked = "";
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") {
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const count = options().length;
      if (event.key === "ArrowDown") choose(at + 1);
      else choose(at < 0 ? count - 1 : at - 1 < 0 ? count : at - 1);
    } else if (event.key === "Enter" && options()[at]) {
      event.preventDefault();
      location.assign(options()[at].dataset.url);
    }
  });
}

document.querySelectorAll("[data-suggest]").forEach(suggest);
