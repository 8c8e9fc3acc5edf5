/** What a screen reader says when an answer is there: how much of it there is, or the whole of a short one. */

/** Returns the announcement of a reply. */
export function summary(say, {statements, sources, message, clarification}) {
  if (statements.length === 0) return [message, clarification].filter(Boolean).join(" ");
  return say("done", {
    statements: say("statements", {count: statements.length}),
    sources: say("sources", {count: sources.length}),
  });
}
