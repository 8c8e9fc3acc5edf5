/** Shows answers in plainer language while the asker wishes it: same citations, same numbers, terms explained. */
import {foreign, make} from "./dom.js";

/**
 * Makes a finished answer follow the asker's wish. `show(statements)` shows statements; `beside` says how they came to
 * their words: `literal` as long as they are those of the reply, else the note of the plainer version and its terms.
 */
export function followPlain(ctx, reply, beside, show, literal) {
  let fetched = null;
  const say = (text, ...more) => beside.replaceChildren(make("p", {class: "hint"}, text), ...more);
  const follow = async () => {
    if (!ctx.talk.plain) {
      say(literal);
      return show(reply.statements);
    }
    try {
      fetched ??= ctx.door.json("GET", `/api/v1/conversations/${reply.conversation_id}/plain/${reply.message_id}`);
      const plain = await fetched;
      if (!ctx.talk.plain) return;
      show(plain.statements);
      say(plain.note, ...termsOf(ctx, plain.terms));
    } catch {
      fetched = null;
      say(`${ctx.say("plainFailed")} ${literal}`);
    }
  };
  const heard = () => (beside.isConnected ? follow() : ctx.talk.removeEventListener("plain", heard));
  ctx.talk.addEventListener("plain", heard);
  say(literal);
  if (ctx.talk.plain) follow();
}

function termsOf(ctx, terms) {
  if (!terms.length) return [];
  const listed = terms.flatMap(({term, explanation}) => [foreign(term, "dt"), foreign(explanation, "dd")]);
  return [make("h4", {}, ctx.say("terms")), make("dl", {class: "terms"}, listed)];
}
