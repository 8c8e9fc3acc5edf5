/** Buttons that cite a source: `[2]`, named by the source's title, opening the passage. */
import {make} from "./dom.js";
import {sourcePanel} from "./sources.js";

/**
 * @param {object} ctx
 * @param {number} n
 * @param {() => object[]} sources all sources of the text, as they are known when the button is pressed
 * @returns {HTMLElement} a button; plain text `[n]` when there is no such source
 */
export function citation(ctx, n, sources) {
  const source = sources().find((one) => one.n === n);
  if (!source) return make("span", {}, `[${n}]`);
  const open = () => sourcePanel(ctx, sources().find((one) => one.n === n), button, sources());
  const name = ctx.say("source", {n, title: source.title});
  const button = make("button", {type: "button", class: "cite", "aria-label": name, "data-n": n, onclick: open}, `[${n}]`);
  return button;
}

/**
 * Show which words and which sources belong together while either is pointed at or focused.
 * @param {HTMLElement} node holds elements with `data-n` (sources) and `data-cites` (words, several numbers)
 */
export function linkCitations(node) {
  const light = (on) => (event) => {
    const from = event.target.closest("[data-n], [data-cites]");
    if (!from || !node.contains(from)) return;
    const numbers = (from.dataset.n ?? from.dataset.cites).split(" ");
    for (const one of node.querySelectorAll("[data-n], [data-cites]")) {
      const own = (one.dataset.n ?? one.dataset.cites).split(" ");
      one.classList.toggle("lit", on && own.some((n) => numbers.includes(n)));
    }
  };
  for (const name of ["pointerover", "focusin"]) node.addEventListener(name, light(true));
  for (const name of ["pointerout", "focusout"]) node.addEventListener(name, light(false));
}
