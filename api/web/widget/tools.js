/** Copying, printing, saving and deleting the conversation. Owned by `panels`. */
import {make} from "./dom.js";

/** Opens the tools. */
export function toolsPanel(ctx, opener) {
  const forget = make("button", {type: "button", onclick: () => ctx.talk.forget()}, "Gespräch löschen");
  ctx.showPanel({title: ctx.say("tools"), content: forget, opener});
}
