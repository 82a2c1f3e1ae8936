// Requests to the magazine: one for each screen, with the reader's token if there is one.

export const ORIGIN = document.querySelector("meta[name=api]").content;
const ROOT = `${ORIGIN}/api/v3/`;
const KEY = "token";

/** What the API refused, with its own words; `status` is 0 where it did not answer at all. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// Kept for this tab and no longer: whoever has the token reads as its owner.
export const token = {
  get: () => sessionStorage.getItem(KEY) ?? "",
  set: (value) => sessionStorage.setItem(KEY, value),
  forget: () => sessionStorage.removeItem(KEY),
};

/** Return the address of a resource; a parameter that is a list is sent once for each value. */
function address(path, parameters) {
  const url = new URL(path, ROOT);
  for (const [name, value] of Object.entries(parameters)) {
    [value].flat().forEach((one) => one !== "" && url.searchParams.append(name, one));
  }
  return url;
}

async function problem(answer) {
  const described = await answer.json().catch(() => ({}));
  const sentences = [described.detail, ...(described.errors ?? []).map((one) => one.message ?? one.detail ?? String(one))];
  return new Refusal(answer.status, sentences.filter((one) => typeof one === "string").join(" ") || answer.statusText);
}

async function answered(url, options) {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(0, `The magazine at ${ORIGIN} does not answer. Try again in a moment.`);
  }
}

/** Read a resource, such as `articles/`, or the address that `next` of a list holds. */
export async function read(path, { parameters = {}, signal, credential = token.get() } = {}) {
  const url = address(path, parameters);
  // The token goes to the magazine and to nobody else.
  if (url.origin !== ORIGIN) throw new Refusal(0, `${url.origin} is not the magazine.`);
  const headers = credential ? { Authorization: `Bearer ${credential}` } : {};
  const answer = await answered(url, { headers, signal, credentials: "omit" });
  if (!answer.ok) throw await problem(answer);
  return answer.json();
}
