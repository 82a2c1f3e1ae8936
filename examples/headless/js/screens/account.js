// Members log in with a token that they made on the site; it is kept for this tab.

import { ORIGIN, read, token } from "../api.js";
import { el } from "../dom.js";
import { refused } from "./states.js";

const where = () =>
  el("p", {}, "Make a token that reads, at ", el("a", { href: `${ORIGIN}/account/tokens/` }, "your account on the site"),
    ", and paste it here. It stays in this tab, and is forgotten when you close it.");

function form(go) {
  const status = el("div", { role: "alert" });
  const input = el("input", { id: "token", name: "token", type: "password", required: true, autocomplete: "off", spellcheck: "false" });
  const made = el("form", { class: "box" }, el("label", { for: "token" }, "Token"), input, el("button", {}, "Log in"), status);
  made.addEventListener("submit", async (submitted) => {
    submitted.preventDefault();
    try {
      await check(input.value.trim());
      await go("/account/");
    } catch (error) {
      status.replaceChildren(refused(error));
    }
  });
  return made;
}

/** Keep a token if the magazine takes it. */
async function check(value) {
  // Other characters cannot stand in a header, and no token has them.
  if (!/^[\x21-\x7e]+$/.test(value)) throw new Error("This is no token: copy all of it, and nothing else.");
  await read("sections/", { parameters: { limit: 1, fields: "slug" }, credential: value });
  token.set(value);
}

function leave(go) {
  const button = el("button", { type: "button" }, "Log out");
  button.addEventListener("click", () => {
    token.forget();
    go("/account/");
  });
  return el("div", {}, el("p", {}, "You read with your token: pieces for members are here in full if your membership is paid."), button);
}

export async function account({ go }) {
  const title = token.get() ? "Account" : "Log in";
  const body = el("div", { class: "page narrow" }, el("h1", {}, title), ...(token.get() ? [leave(go)] : [where(), form(go)]));
  return { title, body };
}
