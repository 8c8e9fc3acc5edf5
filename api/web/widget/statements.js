/** Statements as lists: under the question that they answer, numbered steps as steps. */
import {foreign, make} from "./dom.js";
import {citation} from "./cite.js";
import {keepChildren} from "./keep.js";

const NUMBERED = /^\d{1,2}\. /;

/** Makes `place` show these statements; one that was shown stays the same node. `sources()` gives the sources. */
export function showStatements(ctx, place, statements, sources) {
  const groups = groupsOf(statements);
  const nodes = keepChildren(place, groups.map(({heading, steps}, at) => ({
    key: JSON.stringify([heading, steps, groups.slice(0, at).filter((one) => one.heading === heading).length]),
    build: () => groupNode(heading, steps),
  })));
  groups.forEach(({statements: own}, at) => {
    keepChildren(nodes[at].lastElementChild, own.map((one) => ({
      key: JSON.stringify([one.text, one.citations.map((n) => sources().find((source) => source.n === n)?.title ?? n)]),
      build: () => statementNode(ctx, one, sources),
    })));
  });
}

/** Returns neighbours that answer the same question together, steps that bear a number apart from the rest. */
function groupsOf(statements) {
  const groups = [];
  for (const one of statements) {
    const [heading, steps] = [one.heading ?? null, NUMBERED.test(one.text)];
    const last = groups.at(-1);
    if (last && last.heading === heading && last.steps === steps) last.statements.push(one);
    else groups.push({heading, steps, first: last?.heading !== heading, statements: [one]});
  }
  return groups.map((group) => ({...group, heading: group.first ? group.heading : null}));
}

function groupNode(heading, steps) {
  const list = make(steps ? "ol" : "ul", {class: steps ? "steps" : false, role: "list"});
  return make("div", {}, heading && foreign(heading, "h4"), list);
}

function statementNode(ctx, {text, citations}, sources) {
  const buttons = citations.map((n) => citation(ctx, n, sources));
  const node = make("li", {}, foreign(text, "span"), buttons.length > 0 && " ", buttons);
  node.dataset.cites = citations.join(" ");
  return node;
}
