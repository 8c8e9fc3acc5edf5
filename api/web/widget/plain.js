/** Shows answers in plainer language while the asker wishes it: same citations, same numbers, terms explained. */
import {foreign, make} from "./dom.js";

/**
 * Makes a finished answer follow the asker's wish. `show(statements)` shows statements in the place `said`; what is said
 * beside them stands below it.
 */
export function followPlain(ctx, reply, said, show) {
  const beside = make("div", {class: "plain"});
  let fetched = null;
  said.after(beside);
  const follow = async () => {
    if (!ctx.talk.plain) {
      beside.replaceChildren();
      return show(reply.statements);
    }
    try {
      fetched ??= ctx.door.json("GET", `/api/v1/conversations/${reply.conversation_id}/plain/${reply.message_id}`);
      const plain = await fetched;
      if (!ctx.talk.plain) return;
      show(plain.statements);
      beside.replaceChildren(make("p", {class: "hint"}, plain.note), ...termsOf(ctx, plain.terms));
    } catch {
      fetched = null;
      beside.replaceChildren(make("p", {class: "hint"}, ctx.say("plainFailed")));
    }
  };
  const heard = () => (said.isConnected ? follow() : ctx.talk.removeEventListener("plain", heard));
  ctx.talk.addEventListener("plain", heard);
  if (ctx.talk.plain) follow();
}

function termsOf(ctx, terms) {
  if (!terms.length) return [];
  const listed = terms.flatMap(({term, explanation}) => [foreign(term, "dt"), foreign(explanation, "dd")]);
  return [make("h4", {}, ctx.say("terms")), make("dl", {class: "terms"}, listed)];
}
