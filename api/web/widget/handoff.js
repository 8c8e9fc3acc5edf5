/** The form that hands a question to a person. Owned by `panels`. */
import {make, webLink} from "./dom.js";

/** Opens the form; `prefill` is `{message}`, what the asker typed or asked last. */
export function handoffPanel(ctx, prefill, opener) {
  const link = webLink(ctx.door.url("/beratung"), ctx.say("person_page"));
  ctx.showPanel({title: ctx.say("person"), content: make("p", {}, link), opener});
}
