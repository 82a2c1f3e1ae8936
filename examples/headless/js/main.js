// Which screen an address shows, and how one follows the other.

import { Refusal, read, token } from "./api.js";
import { el, here, knowSections } from "./dom.js";
import { account } from "./screens/account.js";
import { article } from "./screens/article.js";
import { front } from "./screens/front.js";
import { section, trends } from "./screens/list.js";
import { preview } from "./screens/preview.js";
import { search } from "./screens/search.js";
import { failed, moved } from "./screens/states.js";
import { trend } from "./screens/trend.js";

const ROUTES = [
  [/^\/$/, front],
  [/^\/search\/$/, search],
  [/^\/account\/$/, account],
  [/^\/preview\/$/, preview],
  [/^\/trends\/$/, trends],
  [/^\/trends\/[^/]+\/$/, trend],
  [/^\/[^/]+\/$/, section],
  [/^\/[^/]+\/[^/]+\/$/, article],
];

const main = document.querySelector("main");
let name = "Magazine";
let menu = [];
let leaving = new AbortController();
let shownAddress = "";

const address = () => location.pathname + location.search;
const path = () => decodeURI(location.pathname).replace(/\/?$/, "/");

async function made(signal) {
  const screen = ROUTES.find(([pattern]) => pattern.test(path()))?.[1];
  if (!screen) throw new Refusal(404, "There is nothing at this address.");
  return screen({ signal, path: path(), query: new URLSearchParams(location.search), menu, go });
}

/** Make the screen; where nothing is found, look where it went. */
async function screenFor(signal) {
  try {
    return await made(signal);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    if (!(error instanceof Refusal)) console.error(error);
    const found = error.status === 404 && path() !== "/preview/" ? await moved(path()) : {};
    if (found.to && found.to !== path()) return { redirect: found.to };
    return failed(found.gone ? new Refusal(410, "The editors have withdrawn what stood here.") : error);
  }
}

function describe({ title, description = "", canonical }) {
  document.title = title === name ? name : `${title} – ${name}`;
  document.querySelector("meta[name=description]").content = description;
  document.querySelector("link[rel=canonical]")?.remove();
  if (canonical) document.head.append(el("link", { rel: "canonical", href: canonical }));
}

function show(screen, isFirst) {
  shownAddress = address();
  main.replaceChildren(screen.body);
  describe(screen);
  document.querySelector(".account").textContent = token.get() ? "Account" : "Log in";
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target) target.scrollIntoView();
  else if (!isFirst) main.focus({ preventScroll: true });
}

/** Show what stands at the address; a screen that was left before it came is not shown. */
async function render({ isFirst = false } = {}) {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  main.setAttribute("aria-busy", "true");
  try {
    const screen = await screenFor(signal);
    if (signal.aborted) return;
    if (screen.redirect) return follow(screen.redirect);
    show(screen, isFirst);
  } catch (error) {
    if (error.name !== "AbortError") throw error;
    return;
  }
  main.removeAttribute("aria-busy");
}

function follow(address) {
  if (new URL(address, location).origin !== location.origin) return location.replace(address);
  history.replaceState(null, "", address);
  return render();
}

/** Go to an address of this front end. */
async function go(address) {
  history.pushState(null, "", address);
  await render();
  if (!location.hash) scrollTo(0, 0);
}

const isPlain = (click) => click.button === 0 && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey;

document.addEventListener("click", (click) => {
  const pressed = click.target.closest("a[href]");
  if (!pressed || !isPlain(click) || click.defaultPrevented || pressed.origin !== location.origin) return;
  const isHere = pressed.pathname === location.pathname && pressed.search === location.search;
  if (isHere && pressed.hash) return;
  click.preventDefault();
  go(pressed.href);
});
document.querySelector(".find").addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  go(`/search/?${new URLSearchParams(new FormData(submitted.target))}`);
});

addEventListener("popstate", () => {
  // Going back within a screen, from a note to its place, leaves the screen as it is.
  if (address() !== shownAddress) render();
});

const entry = (one) => el("li", { "data-colour": one.colour }, el("a", { href: here(one.url) }, one.title));

/** Fill the head and the foot of every page; a magazine that does not answer shows none. */
async function start() {
  // A token that has ended is told of by the screen.
  const ways = await read("navigation/", { credential: "" }).catch(() => ({ name, menu: [], footer: [] }));
  ({ name, menu } = ways);
  knowSections(menu);
  document.querySelector(".name").textContent = name;
  document.querySelector("nav").append(el("ul", {}, menu.map(entry)));
  document.querySelector("footer").append(...ways.footer.map((group) =>
    el("nav", { "aria-label": group.label }, el("h2", {}, group.title), el("ul", {}, group.entries.map(entry)))));
  await render({ isFirst: true });
}

start();
