// Improves the article form; it works without.

function showCount(panel) {
  const field = panel.querySelector("input[type=text], textarea");
  const limit = Number(panel.dataset.countTo);
  if (!field || panel.querySelector(".dimensions-count")) return;
  const count = document.createElement("output");
  count.className = "dimensions-count";
  field.after(count);
  const update = () => {
    const length = [...field.value].length;
    count.textContent = `${length} of ${limit} characters`;
    count.classList.toggle("dimensions-count--over", length > limit);
  };
  field.addEventListener("input", update);
  update();
}

function followKind(select) {
  const panels = [...document.querySelectorAll("[data-kind-only]")];
  const update = () => {
    for (const panel of panels) {
      const section = panel.closest(".w-panel") ?? panel;
      section.hidden = panel.dataset.kindOnly !== select.value;
    }
  };
  select.addEventListener("change", update);
  update();
}

function narrowTrends(widget) {
  const find = widget.querySelector("[data-trends-find]");
  const chosen = widget.querySelector("[data-trends-chosen]");
  const options = [...widget.querySelectorAll("[data-trends-option]")];
  const narrow = () => {
    const typed = find.value.trim().toLowerCase();
    for (const option of options) option.hidden = !option.dataset.trendsOption.toLowerCase().includes(typed);
    for (const group of widget.querySelectorAll("[data-trends-group]"))
      group.hidden = !group.querySelector("[data-trends-option]:not([hidden])");
  };
  const summarise = () => {
    const names = [...widget.querySelectorAll("input:checked")].map((box) => box.value);
    chosen.textContent = names.length ? `Chosen: ${names.join(" · ")}` : "Nothing chosen yet.";
  };
  find.hidden = false;
  find.addEventListener("input", narrow);
  // Enter would send the form.
  find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  widget.addEventListener("change", summarise);
  summarise();
}

// Choosers arrive after the page, so the page listens for them.
async function offerInstitutions(field) {
  const asked = field.value;
  const answer = await fetch(`${field.dataset.offers}?${new URLSearchParams({ q: asked })}`);
  if (!answer.ok || field.value !== asked) return;
  if (!field.list) {
    const offers = document.createElement("datalist");
    offers.id = `${field.id}-offers`;
    field.after(offers);
    field.setAttribute("list", offers.id);
  }
  field.list.replaceChildren(...(await answer.json()).items.map((label) => new Option(label, label)));
}

document.addEventListener("input", (event) => event.target.matches("[data-offers]") && offerInstitutions(event.target));

// Somebody who comes to answer comments sees them at once.
function openComments() {
  const toggle = document.querySelector("[data-side-panel-toggle=comments]");
  if (location.hash === "#comments" && toggle?.getAttribute("aria-expanded") !== "true") toggle?.click();
}

// What is sent while Wagtail saves by itself is saved twice, and the one saving takes the other for somebody
// else’s: comments double, and the next button asks whether to overwrite what another person wrote.
function sendWhenSaved(form) {
  const send = async (event) => {
    const saving = window.wagtail.app.getControllerForElementAndIdentifier(form, "w-autosave");
    if (!saving?.submitPromise) {
      if (saving) saving.activeValue = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    while (saving.submitPromise) await saving.submitPromise;
    // Wagtail disables a button that was pressed, and what is disabled is not sent.
    if (event.submitter) event.submitter.disabled = false;
    form.requestSubmit(event.submitter);
    if (event.submitter) event.submitter.disabled = true;
  };
  form.addEventListener("submit", send, { capture: true });
}

function improve() {
  document.querySelectorAll("[data-trends]").forEach(narrowTrends);
  document.querySelectorAll("[data-count-to]").forEach(showCount);
  const kind = document.querySelector("#id_kind");
  if (kind) followKind(kind);
  const form = document.querySelector("[data-edit-form]");
  if (form) sendWhenSaved(form);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", improve);
else improve();
// The panels at the side listen once everything is loaded.
if (document.readyState === "complete") openComments();
else addEventListener("load", openComments);
