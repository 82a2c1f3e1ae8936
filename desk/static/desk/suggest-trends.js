// Offers the trends that the words of an article speak of; they can be chosen in the list as well.

const PAUSE = 1500; // milliseconds after the last key

function typedIn(form) {
  const fields = form.querySelectorAll("#id_title, #id_deck, [data-contentpath=body] textarea, [data-contentpath=body] input[type=text]");
  const rich = form.querySelectorAll("[data-contentpath=body] [contenteditable=true]");
  return [...[...fields].map((field) => field.value), ...[...rich].map((field) => field.innerText)].join("\n");
}

async function ask(address, form) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ text: typedIn(form) });
  try {
    const answer = await fetch(address, { method: "POST", headers: { "X-CSRFToken": token }, body });
    // Once the session has ended, a page to log in answers.
    return answer.ok && !answer.redirected ? (await answer.json()).trends : [];
  } catch {
    return [];
  }
}

function button(widget, { name, words }) {
  const box = [...widget.querySelectorAll("input[type=checkbox]")].find((one) => one.value === name);
  if (!box || box.checked) return null;
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-small button-secondary";
  made.textContent = words.toLowerCase() === name.toLowerCase() ? `+ ${name}` : `+ ${name} (“${words}”)`;
  made.addEventListener("click", () => box.click());
  return made;
}

function offer(widget, place, trends) {
  const buttons = trends.map((trend) => button(widget, trend)).filter(Boolean);
  place.replaceChildren(...(buttons.length ? ["Found in the text: ", ...buttons] : []));
}

function follow(widget, address) {
  const form = widget.closest("form");
  const place = document.createElement("p");
  place.className = "dimensions-suggested";
  place.setAttribute("role", "status");
  widget.prepend(place);
  let trends = [];
  let timer;
  const renew = async () => offer(widget, place, (trends = await ask(address, form)));
  form.addEventListener("input", (event) => {
    if (widget.contains(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(renew, PAUSE);
  });
  widget.addEventListener("change", () => offer(widget, place, trends));
  renew();
}

const { address } = document.querySelector("script[data-address][src*='suggest-trends']").dataset;
const begin = () => document.querySelectorAll("form [data-trends]").forEach((widget) => follow(widget, address));
// The text of the body appears in the form once everything is loaded.
if (document.readyState === "complete") begin();
else addEventListener("load", begin);
