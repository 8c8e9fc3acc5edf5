/** Funding programmes that were found, with their status in words. */
import {foreign, make} from "./dom.js";
import {dateOf} from "./dates.js";
import {ageOf, readLink} from "./sources.js";
import {wordOf} from "./words_panels.js";

/** Returns the programmes of a reply, null for none. */
export function fundingView(ctx, {funding}) {
  if (!funding.length) return null;
  const listed = funding.map((one) => programmeOf(ctx, one));
  return make("section", {class: "block"}, make("h4", {}, ctx.say("funding")), make("ul", {class: "cards"}, listed));
}

function programmeOf(ctx, {document_id: id, title, status, deadline, as_of}) {
  const word = status === "geschlossen" ? "deadlineWas" : "deadline";
  const until = deadline && ctx.say(word, {date: dateOf(deadline, ctx.lang)});
  return make("li", {},
    foreign(title, "strong"),
    make("span", {}, make("span", {class: "status"}, wordOf(ctx, "status", status)), until && ` · ${until}`),
    make("span", {class: "about"}, ageOf(ctx, {as_of})),
    make("div", {class: "actions"}, readLink(ctx, id, title)),
  );
}
