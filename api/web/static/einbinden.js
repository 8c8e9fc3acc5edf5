/** The configurator of the page for integrators: controls, a live preview with the real widget, and texts to copy. */
import {attributesOf, contrast, markupOf, scriptOf, styleOf, textOn} from "./einbinden_texts.js";

const EVENTS = ["ready", "open", "close", "question", "answer", "handoff", "error"].map((name) => `lotse:${name}`);
const CHANGEABLE = ["lang", "theme", "position", "greeting", "suggestions", "profile", "launcher"];
const LISTED_EVENTS = 6;
const READABLE = 4.5;

const configurator = document.querySelector("[data-configurator]");
const form = configurator.querySelector("form");
const chat = document.createElement("lotse-chat");
const standard = form.elements.accent.value;

begin();

function begin() {
  for (const part of configurator.querySelectorAll("form, .preview")) part.hidden = false;
  configurator.querySelector(".without-script").hidden = true;
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  for (const type of EVENTS) document.addEventListener(type, list);
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
  document.getElementById("stage").append(chat);
}

/** Brings preview and texts in line with the controls. */
function show() {
  const chosen = Object.fromEntries(new FormData(form));
  const attributes = attributesOf(chosen);
  const {pinned, integrity, current, chat: page} = configurator.dataset;
  write("code-pinned", markupOf(scriptOf(pinned, integrity), attributes, page));
  write("code-current", markupOf(scriptOf(current), attributes, page));
  preview(attributes);
  colour(chosen.accent);
}

function preview(attributes) {
  const wanted = new Map(attributes);
  for (const name of CHANGEABLE) {
    if (!wanted.has(name)) chat.removeAttribute(name);
    else if (chat.getAttribute(name) !== wanted.get(name)) chat.setAttribute(name, wanted.get(name));
  }
  const own = wanted.has("launcher");
  configurator.querySelector(".own-launcher").hidden = !own;
  write("where", place(wanted.get("position"), own));
}

function place(position, own) {
  if (position === "inline") return "Der Chat steht hier im Text.";
  if (own) return "Der Chat öffnet sich mit diesem Link:";
  return `Der Knopf steht jetzt unten ${position === "left" ? "links" : "rechts"} auf dieser Seite.`;
}

function colour(accent) {
  const ratio = contrast(accent, "#ffffff");
  const said = `Kontrast zu Weiß ${ratio.toFixed(1).replace(".", ",")} : 1. `;
  write("contrast", said + (ratio >= READABLE ? "Gut lesbar." : "Zu wenig: Nehmen Sie eine dunklere Farbe."));
  document.getElementById("colour-block").hidden = accent === standard;
  write("code-style", styleOf(accent));
  chat.style.setProperty("--lotse-accent", accent);
  chat.style.setProperty("--lotse-on-accent", textOn(accent));
}

function write(id, text) {
  const target = document.getElementById(id);
  (target.querySelector("code") ?? target).textContent = text;
}

function list(event) {
  const entries = document.getElementById("events");
  const entry = document.createElement("li");
  entry.textContent = event.type;
  const earlier = [...entries.children].filter((one) => one.textContent.startsWith("lotse:"));
  entries.replaceChildren(entry, ...earlier.slice(0, LISTED_EVENTS - 1));
}

async function copy(button) {
  const code = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(code.textContent);
    write("copied", "Kopiert.");
    button.textContent = "Kopiert";
  } catch {
    getSelection().selectAllChildren(code); // without a secure address browsers let nobody write: select it instead
    write("copied", "Der Text ist markiert. Kopieren Sie ihn mit Strg und C.");
  }
}
