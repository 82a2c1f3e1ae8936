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

function improve() {
  document.querySelectorAll("[data-count-to]").forEach(showCount);
  const kind = document.querySelector("#id_kind");
  if (kind) followKind(kind);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", improve);
else improve();
