/** Buttons for what a question back lets the asker choose. */
import {make} from "./dom.js";

const QUOTED = /[„“"]([^„“”"]{2,120})[“”"]/g;

/** Returns buttons for the choices that a question back really names; none when it names fewer than two. */
export function choicesView(ctx, {clarification, outcome}) {
  const place = make("div", {class: "choices", role: "group", "aria-label": ctx.say("choose")});
  const show = (choices) => {
    const buttons = choices.map((one) => make("button", {type: "button", onclick: () => ctx.talk.ask(one)}, one));
    if (buttons.length > 1) place.replaceChildren(...buttons);
  };
  if (outcome === "clarify") show([...clarification.matchAll(QUOTED)].map(([, choice]) => choice));
  if (!place.firstChild) ctx.config().then(({states}) => show(statesIn(clarification, states)), () => {});
  return place;
}

/** Returns the names of Länder in a text; "Sachsen" is not meant where "Sachsen-Anhalt" stands. */
function statesIn(text, states) {
  const names = Object.values(states).sort((a, b) => b.length - a.length);
  return names.filter((name) => {
    const found = text.includes(name);
    if (found) text = text.replaceAll(name, "");
    return found;
  }).sort();
}
