// Buttons and keys that write Markdown into the field, and what is pasted keeps its headings, lists and links.
const WRITTEN = {
  heading: (words) => lines(words || "Heading", () => "## "),
  strong: (words) => `**${words || "strong"}**`,
  emphasis: (words) => `*${words || "emphasis"}*`,
  link: (words) => (/^https?:\/\/\S+$/.test(words) ? `[words](${words})` : `[${words || "words"}](https://)`),
  list: (words) => lines(words || "one thing", () => "- "),
  numbers: (words) => lines(words || "one thing", (place) => `${place + 1}. `),
  quotation: (words) => lines(words || "somebody’s words", () => "> "),
  footnote: (words) => `${words}^[Source, page.]`,
};
const OF_LINES = ["heading", "list", "numbers", "quotation"];
const KEYS = { b: "strong", i: "emphasis", k: "link" };

const field = document.querySelector("[data-writing]");
const bar = document.querySelector("[data-writing-bar]");
if (field && bar) help(field, bar);

function lines(words, mark) {
  return words.split("\n").map((line, place) => mark(place) + line).join("\n");
}

function help(field, bar) {
  const state = bar.querySelector("[data-pasted]");
  bar.hidden = false;

  // Writes as if it were typed, so that the browser can take it back and what saves by itself hears of it.
  function write(text) {
    field.focus();
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function apply(name) {
    const whole = OF_LINES.includes(name);
    if (whole) takeWholeLines();
    const start = field.selectionStart;
    const chosen = field.value.slice(start, field.selectionEnd);
    const words = chosen.trim();
    const text = WRITTEN[name](words);
    const apart = whole && start > 0 && !field.value.slice(0, start).endsWith("\n\n") ? "\n" : "";
    write(apart + chosen.replace(words, () => text));
    if (!words) choosePlaceholder(start + apart.length, text);
  }

  function takeWholeLines() {
    const end = field.value.indexOf("\n", field.selectionEnd);
    const start = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    field.setSelectionRange(start, end < 0 ? field.value.length : end);
  }

  function choosePlaceholder(start, text) {
    const [found] = text.match(/Heading|strong|emphasis|words|one thing|somebody’s words|Source, page\./) ?? [];
    const place = start + text.indexOf(found);
    field.setSelectionRange(place, place + found.length);
  }

  async function paste(event) {
    const html = event.clipboardData.getData("text/html");
    if (!html) return;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    const { text, remarks } = await converted(html).catch(() => ({ text: plain, remarks: [] }));
    write(text || plain);
    state.textContent = remarks.join(" ");
  }

  async function converted(html) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
    body.set("pasted", html);
    const answer = await fetch(bar.dataset.pastedAt, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  bar.addEventListener("click", (event) => {
    const name = event.target.closest("[data-writes]")?.dataset.writes;
    if (name) apply(name);
  });
  field.addEventListener("keydown", (event) => {
    const name = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && KEYS[event.key];
    if (!name) return;
    event.preventDefault();
    apply(name);
  });
  field.addEventListener("paste", paste);
}
