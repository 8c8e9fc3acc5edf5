/** What an asker gets for a question that people have: who, by when, the number, and the code with its use. */
import {foreign, make, webLink} from "./dom.js";
import {copyButton} from "./copying.js";
import {momentOf} from "./dates.js";

/** Returns the confirmation of a handoff; without its title where that stands above it already. */
export function confirmationView(ctx, {id, code, team, due}, isTitled = true) {
  const rows = [
    ["team", team],
    ["answerBy", due && momentOf(due, ctx.lang)],
    ["number", id],
    ["code", code && make("strong", {class: "code"}, code)],
  ].filter(([, value]) => value);
  const list = rows.flatMap(([word, value]) => [make("dt", {}, ctx.say(word)), make("dd", {dir: "auto"}, value)]);
  return make("section", {class: "handed"},
    isTitled && make("h4", {}, ctx.say("handed")),
    make("dl", {}, list),
    code && copyButton(ctx, "copyCode", () => code),
    code && make("p", {class: "hint"}, ctx.say("codeFor")),
    code && make("p", {}, webLink(ctx.door.url(`/anliegen/${encodeURIComponent(code)}`), ctx.say("myCase"))),
  );
}
