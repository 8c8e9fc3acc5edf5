/** Defines the element, puts it on pages that have none, and does what was asked for before it was loaded. */
import {LotseChat} from "./element.js";

const TAG = "lotse-chat";
const METHODS = new Set(["open", "close", "reset", "ask"]);
const SCRIPT = document.currentScript;

whenIdle(() => {
  if (customElements.get(TAG)) return;
  LotseChat.endpoint = home(SCRIPT?.src ?? location.href);
  customElements.define(TAG, LotseChat);
  document.addEventListener("click", openByOwnLauncher);
  begin();
});

/** Calls a function once the page is read and its own scripts have run: a guest lets its host go first. */
function whenIdle(start) {
  const later = () => (window.requestIdleCallback ?? setTimeout)(start, {timeout: 1_000});
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", later);
  else later();
}

/** Returns the address of the Lotse that served a script. */
function home(src) {
  const {origin, pathname} = new URL(src);
  return origin + (/^(.*)\/widget\/(?:\w+\/)?lotse-chat\.js$/.exec(pathname)?.[1] ?? "");
}

function element() {
  return document.querySelector(TAG);
}

function begin() {
  if (!element()) document.body.append(document.createElement(TAG));
  const calls = Array.isArray(window.lotse) ? window.lotse : [];
  window.lotse = {push: (...more) => more.forEach(call)};
  calls.forEach(call);
}

function call([method, ...values]) {
  if (METHODS.has(method)) element()?.[method](...values);
}

function openByOwnLauncher(event) {
  const opener = event.target.closest?.("[data-lotse-open]");
  if (!opener || !element()) return;
  event.preventDefault();
  element().open(opener);
}
