// Elements. Words are always text nodes; HTML comes only from fields of the API that are sanitised there.

import { ORIGIN } from "./api.js";

const SVG = "http://www.w3.org/2000/svg";

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Make an element; children are elements, words, or lists of them, and null where there is nothing. */
export const el = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

export const svg = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS(SVG, tag), attributes, children);

/** Make an element of HTML that the API has sanitised; links into the magazine stay on this front end. */
export function fromHtml(tag, html, attributes = {}) {
  const element = el(tag, attributes);
  element.innerHTML = html;
  for (const link of element.querySelectorAll("a[href^=http]")) link.setAttribute("href", here(link.href));
  return element;
}

const SHOWN_HERE = /^\/(search\/|trends\/([\w-]+\/)?|[\w-]+\/[\w-]+\/|)$/;
const NOT_HERE = /^\/(account|admin|api|archive|contributors|documents|feeds|institutions|kinds|media|months|static|submit)\//;
const sections = new Set();

/** Remember which sections there are: their addresses look like those of other pages. */
export const knowSections = (menu) =>
  menu.filter((entry) => entry.colour).forEach((entry) => sections.add(entry.path));

/** Return where a page of the magazine is on this front end, or its own address where this has no such screen. */
export function here(address) {
  const url = safe(address);
  const isHere = sections.has(url.pathname) || (SHOWN_HERE.test(url.pathname) && !NOT_HERE.test(url.pathname));
  return url.origin === ORIGIN && isHere ? url.pathname + url.search + url.hash : url.href;
}

/** Return an address that can be pressed without harm: what is not of the web leads nowhere. */
function safe(address) {
  const url = new URL(address, ORIGIN);
  return ["http:", "https:", "mailto:"].includes(url.protocol) ? url : new URL("about:blank");
}

export const link = (address, words, attributes = {}) => el("a", { href: here(address), ...attributes }, words);

/** Show a day as readers write it. */
export const day = (moment) =>
  el("time", { datetime: moment }, new Intl.DateTimeFormat("en", { dateStyle: "long" }).format(new Date(moment)));

/** Show a picture in the size that the place needs. */
export function picture(image, sizes, attributes = {}) {
  if (!image?.sizes.length) return null;
  const largest = image.sizes.at(-1);
  const srcset = (files) => files.map((one) => `${one.url} ${one.width}w`).join(", ");
  const sources = image.further_formats.map((one) => el("source", { type: one.type, srcset: srcset(one.sizes), sizes }));
  const { width, height } = largest;
  const shown = { src: largest.url, srcset: srcset(image.sizes), sizes, width, height, alt: image.alt };
  // Of the further formats only the better one goes before WebP; JPEG is for those who know neither.
  const better = sources.filter((source) => source.getAttribute("type") === "image/avif");
  return el("picture", {}, better, el("img", { ...shown, loading: "lazy", ...attributes }));
}
