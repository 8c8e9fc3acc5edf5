/** Shows an answer as it comes: statements one by one with their citations, then all the rest of the reply. */
import {foreign, make} from "./dom.js";
import {keepFocus} from "./keep.js";
import {linkCitations, sourceList} from "./cite.js";
import {showStatements} from "./statements.js";
import {casesView} from "./cases.js";
import {choicesView} from "./choices.js";
import {confirmationView} from "./confirmation.js";
import {feedbackView} from "./feedback.js";
import {followPlain} from "./plain.js";
import {fundingView} from "./funding.js";
import {planView} from "./plan.js";

/**
 * Returns the view of one answer; the log puts the sender's heading above `node`. `finish` gives the reply the last
 * word: what is shown already and is right stays the same node.
 */
export function answerView(ctx) {
  let statements = [];
  let sources = [];
  const said = make("div", {class: "statements"});
  const rest = make("div", {class: "rest"});
  const node = make("div", {class: "answer", tabindex: "-1"}, said, rest);
  const show = (shown) => keepFocus(ctx.root, node, () => showStatements(ctx, said, shown, () => sources));
  linkCitations(node);
  return {
    node,
    addSource(source) {
      sources = [...sources.filter(({n}) => n !== source.n), source];
    },
    addStatement({at, ...statement}) {
      statements = [...statements.slice(0, at), statement, ...statements.slice(at)];
      show(statements);
    },
    finish(reply) {
      ({statements, sources} = reply);
      show(statements);
      rest.replaceChildren(...partsOf(ctx, reply));
      if (!statements.length) return;
      const worded = make("div", {class: "block"});
      said.after(worded);
      followPlain(ctx, reply, worded, show, wordedBy(ctx, reply.generated_by));
    },
  };
}

/** Returns what stands below the statements, in order. */
function partsOf(ctx, reply) {
  const answered = reply.statements.length > 0;
  return [
    reply.message && foreign(reply.message, "p"),
    reply.clarification && foreign(reply.clarification, "p"),
    reply.clarification && choicesView(ctx, reply),
    answered && sourceList(ctx, reply.sources),
    casesView(ctx, reply),
    fundingView(ctx, reply),
    reply.plan && planView(ctx, reply),
    reply.handoff && confirmationView(ctx, reply.handoff),
    answered && feedbackView(ctx, reply.message_id),
  ].filter(Boolean);
}

function wordedBy(ctx, {mode, model}) {
  return mode === "model" ? ctx.say("byModel", {name: model ? ` (${model})` : ""}) : ctx.say("byWords");
}
