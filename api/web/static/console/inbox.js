// Keys for the list of handoffs. The page works wholly without; the keys can be switched off (WCAG 2.1.4).
const KEYS = { j: next, k: previous, o: open, Enter: open, c: claim, "/": search, "?": help };
const WORDS = [
  ["j", "nächstes Anliegen"], ["k", "voriges Anliegen"], ["o oder Eingabetaste", "Anliegen öffnen"],
  ["c", "Anliegen übernehmen"], ["/", "zum Suchfeld"], ["?", "diese Liste"],
];
const OFF = "lotse-console-keys-off";
const rows = [...document.querySelectorAll("[data-row]")];
const place = document.querySelector("[data-keys]");
const dialog = document.createElement("dialog");

function isOff() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function setOff(off) {
  try { localStorage.setItem(OFF, off ? "1" : "0"); } catch { /* without storage the choice lasts for this page */ }
  place.dataset.keys = off ? "off" : "on";
}

function at() {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function go(index) {
  rows[Math.max(0, Math.min(rows.length - 1, index))]?.querySelector("[data-open]").focus();
}

function next() { go(at() + 1); }
function previous() { go(at() < 0 ? 0 : at() - 1); }
function open() { rows[at()]?.querySelector("[data-open]").click(); }
function claim() { rows[at()]?.querySelector("[data-claim]")?.requestSubmit(); }
function help() { dialog.showModal(); }

function search() {
  const field = document.querySelector("input[type=search]");
  field.closest("details").open = true;
  field.focus();
}

function pressed(event) {
  if (place.dataset.keys === "off" || dialog.open || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const onControl = event.target.closest("a, button, summary");
  if (event.key === "Enter" && onControl) return; // its own meaning comes first
  const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
  if (!act) return;
  event.preventDefault();
  act();
}

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function build() {
  const list = element("dl");
  for (const [key, meaning] of WORDS) list.append(element("div", "", element("dt", key), element("dd", meaning)));
  const close = element("button", "Schließen");
  close.type = "button";
  close.addEventListener("click", () => dialog.close());
  const heading = element("h2", "Tasten");
  heading.id = "keys";
  dialog.setAttribute("aria-labelledby", "keys");
  dialog.append(heading, list, close);
  const show = element("button", "Tasten anzeigen");
  show.type = "button";
  show.className = "quiet";
  show.addEventListener("click", help);
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = "keys-on";
  box.checked = !isOff();
  box.addEventListener("change", () => setOff(!box.checked));
  const label = element("label", "Tasten für die Liste eingeschaltet");
  label.htmlFor = box.id;
  const line = element("p", "", box, label);
  line.className = "check";
  place.append(line, show, dialog);
  place.hidden = false;
  setOff(isOff());
}

build();
document.addEventListener("keydown", pressed);
