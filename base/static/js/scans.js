// Leafs through the pages of an issue without leaving the page: zoom, spreads, keyboard, swipe.
// Every page has an address of its own, and what stands beside its picture comes from there.
const viewer = document.querySelector("[data-viewer]");
const stage = viewer.querySelector("[data-stage]");
const sheets = viewer.querySelector("[data-sheets]");
const tools = viewer.querySelector("[data-tools]");
const turns = [...viewer.querySelectorAll("[data-turn]")];
const links = [...document.querySelectorAll("[data-page]")];
const pages = links.map((link) => ({ folio: Number(link.dataset.page), ...link.dataset, url: link.href, link }));
const wide = matchMedia("(min-width: 64rem)");
const STEPS = [1, 1.25, 1.5, 2, 2.5, 3, 4];
const SWIPE = 60;
const pictures = new Map();
let at = pages.findIndex((page) => page.folio === Number(viewer.dataset.folio));
let zoom = 1;
let asSpread = wide.matches;
// The pages whose words stand beside the picture; the server brought those of one.
let worded = pages[at].label;

function picture(page) {
  if (!pictures.has(page.folio)) {
    const image = new Image(page.width, page.height);
    image.className = "viewer__sheet";
    image.alt = `Page ${page.label} as it was printed`;
    image.dataset.folio = page.folio;
    image.draggable = false;
    image.src = page.source;
    pictures.set(page.folio, image);
  }
  return pictures.get(page.folio);
}

// Pages that lie open together: an even number on the left and the odd one after it on the right.
function spread(number) {
  const page = pages[number];
  if (!asSpread) return [page];
  const other = page.folio % 2 === 0 ? pages[number + 1] : pages[number - 1];
  const both = page.folio % 2 === 0 ? [page, other] : [other, page];
  return other?.source ? both : [page];
}

function neighbour(direction) {
  const open = spread(at).map((page) => pages.indexOf(page));
  const next = direction > 0 ? Math.max(...open) + 1 : Math.min(...open) - 1;
  return pages[next] ? next : -1;
}

function fit() {
  const shown = spread(at);
  const room = stage.clientWidth / shown.length;
  const tallest = Math.max(...shown.map((page) => page.height / page.width));
  const height = document.fullscreenElement ? stage.clientHeight : innerHeight * 0.86;
  const whole = Math.min(room, height / tallest);
  const width = (wide.matches ? whole : room) * zoom;
  sheets.style.setProperty("--sheet", `${Math.floor(width)}px`);
}

function showTools() {
  zoomIn.disabled = zoom >= STEPS.at(-1);
  zoomOut.disabled = reset.disabled = zoom <= 1;
  reading.textContent = `${Math.round(zoom * 100)} %`;
  both.hidden = !wide.matches;
  both.setAttribute("aria-pressed", String(asSpread));
  stage.classList.toggle("viewer__stage--grab", zoom > 1);
}

function show() {
  sheets.replaceChildren(...spread(at).map(picture));
  for (const link of turns) {
    const next = neighbour(Number(link.dataset.turn));
    if (next < 0) link.removeAttribute("href");
    else link.href = pages[next].url;
    link.toggleAttribute("aria-disabled", next < 0);
    if (next < 0) link.setAttribute("aria-disabled", "true");
    if (pages[next]?.source) picture(pages[next]); // there before it is asked for
  }
  for (const page of pages) {
    if (page === pages[at]) page.link.setAttribute("aria-current", "page");
    else page.link.removeAttribute("aria-current");
  }
  fit();
  showTools();
  showWords().catch(() => location.assign(pages[at].url));
}

// The words beside the pictures: the same rule and the same template as without a script.
async function fetchPage(page) {
  const answer = await fetch(page.url, { headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

const labelsShown = () => spread(at).map((page) => page.label).join("–");

async function showWords() {
  const labels = labelsShown();
  if (labels === worded) return;
  worded = labels;
  const shown = spread(at);
  const found = await Promise.all(shown.map(fetchPage));
  if (labels !== labelsShown()) return;
  const wasOpen = document.querySelector(".scan-text")?.open;
  const own = found[shown.indexOf(pages[at])];
  const named = (words) => (shown.length > 1 ? words.replace(`Page ${pages[at].label}`, `Pages ${labels}`) : words);
  document.title = named(own.title);
  swap("title", named(own.querySelector('[data-swap="title"]').innerHTML));
  swap("about", own.querySelector('[data-swap="about"]').innerHTML);
  for (const other of found) if (other !== own) addWords(other, found.indexOf(other) < found.indexOf(own));
  for (const text of document.querySelectorAll(".scan-text")) text.open = Boolean(wasOpen);
}

function swap(name, html) {
  document.querySelector(`[data-swap="${name}"]`).innerHTML = html;
}

// The facing page: its articles join the list, its text stands in reading order.
function addWords(other, isBefore) {
  const about = document.querySelector('[data-swap="about"]');
  const list = about.querySelector(".scan-page__articles");
  const listed = new Set([...about.querySelectorAll(".scan-page__articles a")].map((link) => link.href));
  const articles = [...other.querySelectorAll(".scan-page__articles li")];
  if (!list) about.prepend(...other.querySelectorAll("section[aria-labelledby='on-page']"));
  else list.append(...articles.filter((item) => !listed.has(item.querySelector("a").href)));
  const heading = about.querySelector("#on-page");
  if (heading) heading.textContent = "On these pages";
  const [own, text] = [about.querySelector(".scan-text"), other.querySelector(".scan-text")];
  if (own && text) own[isBefore ? "before" : "after"](text);
}

function go(number, { keepHistory = false } = {}) {
  const page = pages[number];
  if (!page) return;
  if (!page.source) {
    location.assign(page.url); // closed to this reader: its own page says how to get in
    return;
  }
  at = number;
  if (!keepHistory) history.pushState({ folio: page.folio }, "", page.url);
  show();
  stage.scrollTo(0, 0);
}

function setZoom(value, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  const next = Math.min(STEPS.at(-1), Math.max(1, value));
  const ratio = next / zoom;
  const [left, top] = [stage.scrollLeft + x, stage.scrollTop + y];
  zoom = next;
  fit();
  showTools();
  stage.scrollTo(left * ratio - x, top * ratio - y);
}

const stepIn = () => setZoom(STEPS.find((step) => step > zoom + 0.01) ?? zoom);
const stepOut = () => setZoom(STEPS.findLast((step) => step < zoom - 0.01) ?? 1);

function button(label, text, action) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, title: label, onclick: action });
  made.setAttribute("aria-label", label);
  return made;
}

const zoomOut = button("Smaller", "−", stepOut);
const reading = Object.assign(document.createElement("output"), { className: "viewer__zoom" });
const zoomIn = button("Larger", "+", stepIn);
const reset = button("Whole page", "Fit", () => setZoom(1));
const both = button("Two pages side by side", "Two pages", () => {
  asSpread = !asSpread;
  show();
});
const full = button("Fill the screen", "Full screen", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else viewer.requestFullscreen();
});
full.hidden = !document.fullscreenEnabled;
tools.append(zoomOut, reading, zoomIn, reset, both, full);
tools.hidden = false;

for (const link of turns) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(neighbour(Number(link.dataset.turn)));
  });
}
for (const [number, page] of pages.entries()) {
  page.link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || !page.source) return;
    event.preventDefault();
    go(number);
    viewer.scrollIntoView({ block: "start" });
  });
}

// Single letters act only while nothing else has the focus (WCAG 2.1.4); arrows pan an enlarged page.
const KEYS = { "+": stepIn, "=": stepIn, "-": stepOut, 0: () => setZoom(1) };
const ARROWS = { ArrowLeft: -1, ArrowRight: 1 };
document.addEventListener("keydown", (event) => {
  const here = event.target === document.body || viewer.contains(event.target);
  if (!here || event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.key in KEYS) {
    event.preventDefault();
    KEYS[event.key]();
  } else if (event.key in ARROWS && !(zoom > 1 && event.target === stage)) {
    event.preventDefault();
    go(neighbour(ARROWS[event.key]));
  }
});

stage.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey) return; // a pinch on a touchpad comes as this, too
    event.preventDefault();
    const box = stage.getBoundingClientRect();
    setZoom(zoom * Math.exp(-event.deltaY / 200), event.clientX - box.left, event.clientY - box.top);
  },
  { passive: false },
);

// Fingers and mouse: two fingers zoom, one swipes when the page is whole; the mouse drags an enlarged page.
const fingers = new Map();
let began = null;

function distance() {
  const [one, other] = [...fingers.values()];
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}

stage.addEventListener("pointerdown", (event) => {
  fingers.set(event.pointerId, event);
  began = { x: event.clientX, y: event.clientY, left: stage.scrollLeft, top: stage.scrollTop, zoom, span: fingers.size === 2 ? distance() : 0 };
  if (event.pointerType === "mouse" && event.button === 0 && zoom > 1) {
    stage.setPointerCapture(event.pointerId);
    stage.classList.add("viewer__stage--grabbing");
  }
});

stage.addEventListener("pointermove", (event) => {
  if (!fingers.has(event.pointerId) || !began) return;
  fingers.set(event.pointerId, event);
  if (fingers.size === 2) {
    const box = stage.getBoundingClientRect();
    const [one, other] = [...fingers.values()];
    setZoom((began.zoom * distance()) / began.span, (one.clientX + other.clientX) / 2 - box.left, (one.clientY + other.clientY) / 2 - box.top);
  } else if (event.pointerType === "mouse" && zoom > 1) {
    stage.scrollTo(began.left - (event.clientX - began.x), began.top - (event.clientY - began.y));
  }
});

function lift(event) {
  const wasOne = fingers.size === 1;
  fingers.delete(event.pointerId);
  stage.classList.remove("viewer__stage--grabbing");
  if (!began || !wasOne || event.pointerType === "mouse" || zoom > 1 || began.span) return;
  const [dx, dy] = [event.clientX - began.x, event.clientY - began.y];
  if (event.type === "pointerup" && Math.abs(dx) > SWIPE && Math.abs(dx) > 2 * Math.abs(dy)) go(neighbour(dx < 0 ? 1 : -1));
}
stage.addEventListener("pointerup", lift);
stage.addEventListener("pointercancel", lift);
stage.addEventListener("dblclick", () => (zoom > 1 ? setZoom(1) : setZoom(2)));

addEventListener("popstate", () => {
  const found = pages.findIndex((page) => new URL(page.url).pathname === location.pathname);
  if (found >= 0) go(found, { keepHistory: true });
});
addEventListener("resize", () => {
  if (!wide.matches) asSpread = false;
  show();
});
wide.addEventListener("change", () => {
  asSpread = wide.matches;
  show();
});
document.addEventListener("fullscreenchange", fit);

pictures.set(pages[at].folio, sheets.querySelector("img"));
show();
