/** Shows what a person wrote: marked as human, with its sources, and a way to write back. Notices too. */
import {foreign, make} from "./dom.js";
import {citation, linkCitations, sourceList} from "./cite.js";
import {complainAt, labelled} from "./labelled.js";
import {describe} from "./trouble.js";

const MARK = /\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]/;

/** Returns the node of one message of a person (or of a notice); the log puts the sender's heading above it. */
export function personView(ctx, said) {
  if (said.author !== "advisor") return foreign(said.text);
  const sources = said.sources ?? [];
  const text = make("p", {class: "foreign", dir: "auto"}, withMarks(ctx, said.text, sources));
  const reply = make("button", {type: "button", onclick: () => writePanel(ctx, reply)}, ctx.say("writeBack"));
  const node = make("div", {class: "person-said"},
    make("p", {class: "badge"}, ctx.say("human")),
    text,
    sources.length > 0 && sourceList(ctx, sources),
    codeOf(ctx.talk) && make("div", {class: "actions"}, reply),
  );
  linkCitations(node);
  return node;
}

/** The text in pieces, its marks `[1]` as buttons. */
function withMarks(ctx, text, sources) {
  const pieces = text.split(new RegExp(MARK, "g"));
  return pieces.flatMap((piece, at) => {
    if (at % 2 === 0) return piece;
    return piece.split(/[,;]/).map((n) => citation(ctx, Number(n), () => sources));
  });
}

/** Opens the field in which the asker writes to the person. */
function writePanel(ctx, opener) {
  const message = labelled(ctx.say("writeTo"), make("textarea", {rows: 5, dir: "auto"}));
  const alert = make("p", {role: "alert", class: "wrong"});
  const send = async (event) => {
    event.preventDefault();
    const text = message.control.value.trim();
    if (complainAt({message}, {message: text ? "" : ctx.say("needMessage")})) return;
    try {
      const handoff = await ctx.door.json("POST", `/api/v1/handoffs/${codeOf(ctx.talk)}/messages`, {message: text});
      ctx.closePanel();
      await ctx.talk.handedOver(handoff);
    } catch (problem) {
      alert.textContent = ctx.say("notSent", {why: describe(ctx.say, problem)});
    }
  };
  const form = make("form", {onsubmit: send},
    message.node, alert, make("button", {type: "submit", class: "main"}, ctx.say("send")));
  ctx.showPanel({title: ctx.say("writeBack"), content: form, opener});
}

/** The code of the conversation's latest handoff. */
function codeOf(talk) {
  return Object.values(talk.codes).at(-1);
}
