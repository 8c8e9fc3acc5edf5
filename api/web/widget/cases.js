/** Municipalities with experience, as cards that say why they may help. */
import {foreign, make} from "./dom.js";
import {countOf} from "./dates.js";
import {handoffPanel} from "./handoff.js";
import {readLink} from "./sources.js";

/** Returns the cards of a reply's cases, null for none. */
export function casesView(ctx, {cases}) {
  if (!cases.length) return null;
  const cards = cases.map((one) => cardOf(ctx, one));
  return make("section", {class: "block"}, make("h4", {}, ctx.say("cases")), make("ul", {class: "cards"}, cards));
}

function cardOf(ctx, {document_id: id, title, municipality, reasons}) {
  const {name, population} = municipality;
  const contact = make("button", {
    type: "button",
    "aria-label": `${ctx.say("askContact")}: ${name}`,
    onclick: () => handoffPanel(ctx, {kind: "contact", document_id: id, name}, contact),
  }, ctx.say("askContact"));
  return make("li", {},
    foreign(name, "strong"),
    make("span", {class: "about"}, stateOf(ctx, municipality), population && ` · ${inhabitantsOf(ctx, population)}`),
    foreign(title, "span"),
    reasons.length > 0 && make("ul", {class: "reasons"}, reasons.map((one) => foreign(one, "li"))),
    make("div", {class: "actions"}, readLink(ctx, id, title), contact),
  );
}

/** Returns how many people live there, in words. */
export function inhabitantsOf(ctx, population) {
  return ctx.say("inhabitants", {count: countOf(population, ctx.lang)});
}

function stateOf(ctx, {state}) {
  const place = make("span", {}, state);
  ctx.config().then(({states}) => { place.textContent = states[state] ?? state; }, () => {});
  return place;
}
