/** Puts text into the clipboard; where a page may not, shows it selected, to be copied by hand. */
import {make} from "./dom.js";
import {describe} from "./trouble.js";

/** Returns a button, named by `word`, that copies what `text()` gives, a text or a promise of one. */
export function copyButton(ctx, word, text) {
  const said = make("span", {class: "hint"});
  const byHand = make("textarea", {readonly: true, rows: 3, "aria-label": ctx.say(word), hidden: true});
  const written = async (value) => {
    try {
      await navigator.clipboard.writeText(value);
      byHand.hidden = true;
      return ctx.say("copied");
    } catch {
      Object.assign(byHand, {value, hidden: false});
      byHand.select();
      return ctx.say("copyByHand");
    }
  };
  const copy = async () => {
    said.textContent = await Promise.resolve(text()).then(written, (problem) => describe(ctx.say, problem));
    ctx.announce(said.textContent);
  };
  return make("div", {class: "copy"}, make("button", {type: "button", onclick: copy}, ctx.say(word)), said, byHand);
}
