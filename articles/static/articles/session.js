// A session that ends while somebody writes loses no word: the page stays as it is until they have logged in again.

const { session: SESSION, logIn: LOG_IN } = document.querySelector("script[data-session]").dataset;
// A promise while nobody knows yet whether the session lasts.
let checking = null;

function makeDialog() {
  const dialog = document.createElement("dialog");
  dialog.className = "dimensions-logged-out";
  dialog.setAttribute("aria-labelledby", "dimensions-logged-out-title");
  const title = Object.assign(document.createElement("h2"), {
    id: "dimensions-logged-out-title",
    textContent: "You are no longer logged in",
  });
  const text = Object.assign(document.createElement("p"), {
    textContent:
      "Everything that you wrote is still on this page. Log in again, in a tab of its own, and come back here: " +
      "it is saved then.",
  });
  const link = Object.assign(document.createElement("a"), {
    className: "button",
    href: LOG_IN,
    target: "_blank",
    textContent: "Log in",
  });
  dialog.append(title, text, link);
  // Escape would leave somebody writing what cannot be saved.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  return dialog;
}

// Returns whether the session lasts, and takes the token that a new one needs.
async function lasts() {
  const answer = await fetch(SESSION, { redirect: "manual", headers: { Accept: "application/json" } });
  if (!answer.ok) return false;
  const { token } = await answer.json();
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
  return true;
}

function keepWords(form) {
  const dialog = makeDialog();
  const comeBack = async () => {
    if (!dialog.open || !(await lasts())) return;
    dialog.close();
    form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, detail: { type: "edits" } }));
  };
  const check = async () => {
    if (!(await lasts().catch(() => true)) && !dialog.open) dialog.showModal();
    checking = null;
  };
  document.addEventListener("w-autosave:error", ({ detail }) => {
    if (detail.type === "server_error") checking ??= check();
  });
  form.addEventListener(
    "submit",
    async (event) => {
      if (!checking && !dialog.open) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      await checking;
      // Wagtail disables a button that was pressed, and what is disabled is not sent.
      if (event.submitter) event.submitter.disabled = false;
      if (!dialog.open) form.requestSubmit(event.submitter);
    },
    { capture: true },
  );
  addEventListener("focus", comeBack);
  document.addEventListener("visibilitychange", comeBack);
}

const start = () => {
  const form = document.querySelector("[data-edit-form]");
  if (form) keepWords(form);
};
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
