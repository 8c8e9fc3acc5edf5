/** Citations: buttons `[2]` that open the passage, alone and in a list of all sources. */
import {foreign, make} from "./dom.js";
import {ageOf, sourcePanel} from "./sources.js";
import {wordOf} from "./words_panels.js";

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
  const props = {type: "button", class: "cite", "aria-label": name, "data-n": n, onclick: open};
  const button = make("button", props, `[${n}]`);
  return button;
}

/** Returns the sources of a text by document, each with the buttons of its numbers. */
export function sourceList(ctx, sources) {
  const documents = [...new Set(sources.map(({document_id}) => document_id))];
  const groups = documents.map((id) => sources.filter(({document_id}) => document_id === id));
  const listed = groups.map((group) => make("li", {},
    foreign(group[0].title, "span"),
    make("span", {class: "about"}, `${wordOf(ctx, "kind", group[0].kind)} · `, ageOf(ctx, group[0])),
    make("span", {}, group.map(({n}) => citation(ctx, n, () => sources))),
  ));
  return make("section", {class: "block"},
    make("h4", {}, ctx.say("sourceList")), make("ul", {class: "sources"}, listed));
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
