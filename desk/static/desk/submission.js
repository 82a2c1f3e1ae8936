// Saves while somebody types, keeps words in the browser until they are saved, and offers a log-in in a dialog.
const PAUSE = 1500;

const form = document.querySelector("form[data-saves]");
const back = document.querySelector("[data-logged-in]");

if (back) new BroadcastChannel("logged-in").postMessage("back");
if (form) follow(form);

function follow(form) {
  const state = form.querySelector("[data-state]");
  const dialog = document.querySelector("[data-log-in]");
  const key = `submission ${form.dataset.piece} ${form.dataset.step}`;
  const version = form.elements.version;
  const preview = followPreview(document.querySelector("[data-preview]"));
  let timer = 0;
  let isSaving = false;
  let isWanted = false;
  let pressed = null;

  function say(text) {
    state.textContent = text;
  }

  function words() {
    const data = new FormData(form);
    ["csrfmiddlewaretoken", "version"].forEach((name) => data.delete(name));
    return [...data].filter(([, value]) => typeof value === "string");
  }

  // With the version that they were typed on, so that they never take the place of a newer one unseen.
  function keep() {
    store(localStorage, key, { version: version.value, words: words() });
  }

  // Another window may have kept other words since, which are not saved.
  function forget(saved, from = key) {
    if (isSame(stored(localStorage, from)?.words, saved)) localStorage.removeItem(from);
  }

  // The server writes a text in its own way, so the words alone do not show whether they were saved.
  function forgetWhatWasSent() {
    const sent = stored(sessionStorage, "sent");
    sessionStorage.removeItem("sent");
    if (sent && form.dataset.saved === `${sent.key} ${sent.version}`) forget(sent.words, sent.key);
  }

  function typed() {
    keep();
    window.clearTimeout(timer);
    timer = window.setTimeout(save, PAUSE);
  }

  async function save() {
    window.clearTimeout(timer);
    timer = 0;
    // The form has the newest version, so saving would settle for this window what only the button decides.
    if ("outdated" in form.dataset) return;
    if (isSaving) {
      isWanted = true;
      return;
    }
    isSaving = true;
    say("Saving …");
    try {
      await send();
    } catch {
      say("Not saved: there is no connection. Your words are kept in this browser.");
    }
    isSaving = false;
    if (pressed) form.requestSubmit(pressed);
    else if (isWanted) save();
    isWanted = false;
  }

  // Two that save at once would refuse each other, so a press waits for what is on its way.
  function sendAfterSaving(event) {
    window.clearTimeout(timer);
    if (!isSaving) return rememberWhatIsSent();
    event.preventDefault();
    pressed = event.submitter;
  }

  function rememberWhatIsSent() {
    store(sessionStorage, "sent", { key, version: version.value, words: words() });
  }

  async function send() {
    const data = new FormData(form);
    [...form.elements].filter((field) => field.type === "file").forEach((field) => data.delete(field.name));
    data.set("stay", "1");
    const before = words();
    const answer = await fetch(form.action || location.href, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (answer.status === 401 || answer.status === 403) return askToLogIn();
    const said = await answer.json();
    if (!answer.ok) return say(said.problem);
    version.value = said.version;
    forget(before);
    if (!isSame(before, words())) keep();
    say(`Saved at ${said.at}`);
    preview();
  }

  function askToLogIn() {
    say("Not saved yet: please log in again. Your words are kept in this browser.");
    if (dialog.open) return;
    if (!dialog.querySelector("iframe")) {
      const frame = document.createElement("iframe");
      frame.title = "Log in";
      dialog.querySelector("p").after(frame);
    }
    dialog.querySelector("iframe").src = dialog.dataset.logIn;
    dialog.showModal();
  }

  async function goOn() {
    const answer = await fetch(dialog.dataset.back, { headers: { Accept: "application/json" } });
    form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
    dialog.close();
    save();
  }

  function putBack(kept) {
    fill(kept.words);
    if (kept.version === version.value) return typed();
    version.value = kept.version;
    form.requestSubmit(form.querySelector("[name=stay]"));
  }

  function fill(kept) {
    form.querySelectorAll("input[type=checkbox]").forEach((box) => { box.checked = false; });
    kept.forEach(([name, value]) => {
      const fields = [...form.elements].filter((field) => field.name === name);
      fields.forEach((field) => {
        if (field.type === "checkbox") field.checked ||= field.value === value;
        else field.value = value;
      });
    });
  }

  function offerWhatIsKept() {
    forgetWhatWasSent();
    if (!("outdated" in form.dataset)) forget(words());
    const kept = stored(localStorage, key);
    if (!kept?.words || "outdated" in form.dataset) return;
    const note = document.createElement("div");
    note.className = "note note--warning";
    note.setAttribute("role", "status");
    note.textContent = "This browser holds words of yours that were not saved. ";
    note.append(button("Put them back", () => { putBack(kept); note.remove(); }), " ", button("Throw them away", () => { forget(kept.words); note.remove(); }));
    form.prepend(note);
  }

  form.addEventListener("input", (event) => { if (event.target.type !== "file") typed(); });
  form.addEventListener("submit", sendAfterSaving);
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) save(); });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  new BroadcastChannel("logged-in").addEventListener("message", goOn);
  offerWhatIsKept();
}

function store(place, key, value) {
  try {
    place.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still saves to the magazine.
  }
}

function stored(place, key) {
  return JSON.parse(place.getItem(key) ?? "null");
}

function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button--quiet";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

// Shows the draft under what is typed, as it was saved last; returns what shows it anew.
function followPreview(details) {
  if (!details) return () => {};
  const frame = document.createElement("iframe");
  frame.className = "submission__frame";
  frame.title = "How it looks";
  details.append(frame);
  details.hidden = false;
  const show = () => { if (details.open) frame.src = details.dataset.preview; };
  details.addEventListener("toggle", show);
  return show;
}
