/** Shows an answer as it comes: statements one by one, then the rest of the reply. Owned by `panels`. */
import {foreign, make} from "./dom.js";

/** Returns the view of one answer; the log puts the sender's heading above `node`. */
export function answerView() {
  const list = make("ol", {class: "statements"});
  const rest = make("div");
  return {
    node: make("div", {class: "answer"}, list, rest),
    addSource() {},
    addStatement({at, text}) {
      list.insertBefore(foreign(text, "li"), list.children[at] ?? null);
    },
    finish(reply) {
      list.replaceChildren(...reply.statements.map(({text}) => foreign(text, "li")));
      rest.replaceChildren(...[reply.message, reply.clarification].filter(Boolean).map((text) => foreign(text)));
    },
  };
}
