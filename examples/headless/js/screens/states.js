// What a screen says when it has nothing to show.

import { ORIGIN, read, token } from "../api.js";
import { el, here, link } from "../dom.js";

export const nothing = (sentence) => el("p", { class: "nothing" }, sentence);

const TITLES = { 0: "No answer", 401: "Log in again", 404: "No such page", 410: "Withdrawn", 429: "Too many requests" };

/** Say in words what went wrong, where it stands. */
export function refused(error) {
  if (error.status !== 401) return el("p", { class: "refusal" }, error.message);
  token.forget();
  return el("p", { class: "refusal" }, error.message, " ", link("/account/", "Log in again", { href: "/account/" }),
    ", or read on without: what is for members is then shown in part.");
}

/** Make the screen for an error. */
export function failed(error) {
  const title = TITLES[error.status] ?? "Something went wrong";
  const body = el("div", { class: "page narrow" }, el("h1", {}, title), refused(error),
    el("p", {}, el("a", { href: "/" }, "To the front page"), " · ", el("a", { href: "/search/" }, "Search"), " · ",
      el("a", { href: ORIGIN + location.pathname }, "This address on the site of the magazine")));
  return { title, body };
}

/** Ask where a page went that is not found; returns its new address here, or null. */
export async function moved(path) {
  try {
    const found = await read("addresses/by-path/", { parameters: { path } });
    if (found.status === 410) return { gone: true };
    return found.location ? { to: here(found.location) } : {};
  } catch {
    return {};
  }
}
