// A draft as it is being typed. The desk opens this page anew, with a new token, whenever something has changed.

import { read, Refusal } from "../api.js";
import { el } from "../dom.js";
import { articleBody } from "./article.js";

export async function preview({ signal, query }) {
  const given = query.get("token");
  if (!given) throw new Refusal(404, "A preview needs a token: open it from the editor.");
  // The token of the preview is enough, whoever looks.
  const draft = await read("articles/preview/", { parameters: { token: given }, signal, credential: "" });
  const body = el("div", {}, el("p", { class: "draft", role: "status" }, "A draft. Nobody else sees it."), articleBody(draft));
  return { title: `Draft: ${draft.title}`, body };
}
