/** The step plan of a reply, folded, and its export as a file. */
import {foreign, make, webLink} from "./dom.js";
import {labelled} from "./labelled.js";
import {describe} from "./trouble.js";
import {ageOf} from "./sources.js";

const ENDINGS = {docx: "docx", ics: "ics", csv: "csv", markdown: "md"};

/** Returns the plan of a reply. */
export function planView(ctx, {plan, trace}) {
  const count = plan.phases.reduce((sum, phase) => sum + phase.steps.length, 0);
  const listed = plan.sources.map((one) => make("li", {value: one.n},
    webLink(one.url ?? "", one.title), ` (${one.publisher}), `, ageOf(ctx, one)));
  return make("details", {class: "block plan"},
    make("summary", {}, ctx.say("plan", {count})),
    foreign(plan.title, "p"),
    plan.phases.flatMap(({name, steps}) => [
      foreign(name, "h4"), make("ol", {}, steps.map((step) => stepOf(ctx, plan, step)))]),
    notesOf(ctx, plan, "cautions", plan.cautions),
    notesOf(ctx, plan, "openPoints", plan.open_points),
    make("h4", {}, ctx.say("planSources")), make("ol", {}, listed),
    exportForm(ctx, trace.query),
  );
}

function stepOf(ctx, plan, step) {
  const facts = ["role", "body", "effort"].filter((name) => step[name]);
  return make("li", {value: step.n},
    foreign(step.title, "strong"),
    step.suggestion && make("span", {class: "about"}, ` (${ctx.say("suggestion")})`),
    step.detail.map((one) => sentenceOf(ctx, plan, one)),
    facts.map((name) => make("p", {}, `${ctx.say(name)}: `, foreign(step[name], "span"))),
    step.notes.map((note) => sentenceOf(ctx, plan, note, note.label)),
  );
}

function notesOf(ctx, plan, title, notes) {
  if (!notes.length) return null;
  const listed = notes.map((note) => make("li", {}, sentenceOf(ctx, plan, note)));
  return [make("h4", {}, ctx.say(title)), make("ul", {}, listed)];
}

/** A sentence of the plan; its marks lead to the publications behind it. */
function sentenceOf(ctx, plan, {text, citations}, label) {
  const marks = citations.map((n) => {
    const source = plan.sources.find((one) => one.n === n);
    const mark = webLink(source?.url ?? "", `[${n}]`);
    if (source?.url) mark.setAttribute("aria-label", ctx.say("source", {n, title: source.title}));
    return mark;
  });
  return make("p", {}, label && `${label}: `, foreign(text, "span"), marks.length > 0 && " ", marks);
}

/** The form that fetches the plan as a file; the server makes it anew from the same question. */
function exportForm(ctx, query) {
  const options = Object.keys(ENDINGS).map((name) => make("option", {value: name}, ctx.say(`format_${name}`)));
  const format = labelled(ctx.say("format"), make("select", {}, options));
  const start = labelled(ctx.say("start"), make("input", {type: "date"}));
  const said = make("p", {role: "status"});
  const dated = () => { start.node.hidden = format.control.value !== "ics"; };
  const fetchFile = async (event) => {
    event.preventDefault();
    const kind = format.control.value;
    const wish = {message: query, format: kind, profile: ctx.talk.profile};
    if (kind === "ics" && start.control.value) wish.start = start.control.value;
    try {
      const name = `fahrplan.${ENDINGS[kind]}`;
      saveAs(name, await ctx.door.file("POST", "/api/v1/plans", wish));
      said.textContent = `✓ ${name}`;
    } catch (problem) {
      said.textContent = describe(ctx.say, problem);
    }
  };
  format.control.addEventListener("change", dated);
  dated();
  return make("form", {class: "export", onsubmit: fetchFile},
    format.node, start.node, make("button", {type: "submit"}, ctx.say("download")), said);
}

function saveAs(name, blob) {
  const link = make("a", {href: URL.createObjectURL(blob), download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
