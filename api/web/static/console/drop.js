// Files may also be dropped on the form; without this script the file field does the same.
"use strict";

const form = document.querySelector("[data-drop]");
const field = form.querySelector("input[type=file]");
const chosen = form.querySelector("[data-drop-chosen]");
const hint = form.querySelector("[data-drop-hint]");

hint.textContent += " Sie können die Dateien auch hierher ziehen.";

function tell() {
  const names = [...field.files].map((file) => file.name);
  chosen.textContent = names.length ? `Ausgewählt: ${names.join(", ")}` : "";
}

for (const name of ["dragenter", "dragover"]) {
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
}
for (const name of ["dragleave", "drop"]) {
  form.addEventListener(name, () => form.classList.remove("over"));
}
form.addEventListener("drop", (event) => {
  event.preventDefault();
  field.files = event.dataTransfer.files;
  tell();
});
field.addEventListener("change", tell);
