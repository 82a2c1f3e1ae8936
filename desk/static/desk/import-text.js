// What is pasted is sent as the clipboard has it, with headings and lists; the field shows its words.
const area = document.querySelector("[data-pasted-text]");
const file = document.querySelector("input[type=file][name=file]");

area?.addEventListener("paste", (event) => {
  const html = event.clipboardData.getData("text/html");
  if (!html) return;
  const carrier = new DataTransfer();
  carrier.items.add(new File([html], "What was pasted.html", { type: "text/html" }));
  file.files = carrier.files;
});

area?.addEventListener("input", (event) => {
  if (event.inputType !== "insertFromPaste" && file.files[0]?.name === "What was pasted.html") file.value = "";
});
