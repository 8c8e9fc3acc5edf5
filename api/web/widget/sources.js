/** The source panel: the passage with the cited words marked, what it is from, and the way to the document. */
import {make, webLink} from "./dom.js";
import {dateOf} from "./dates.js";
import {piecesOf} from "./quote.js";
import {wordOf} from "./words_panels.js";

/**
 * Open a source over the conversation, with ways to the previous and the next one.
 * @param {object} ctx
 * @param {object} source a source of a reply or of a person's answer
 * @param {HTMLElement} opener gets focus back
 * @param {object[]} all the sources of the same text, in order
 */
export function sourcePanel(ctx, source, opener, all = [source]) {
  const place = make("div", {class: "source"});
  const steps = make("div", {class: "steps-between"});
  const passages = new Map();
  let at = Math.max(all.indexOf(source), 0);
  const show = () => {
    const one = all[at];
    place.replaceChildren(...aboutSource(ctx, one), passageOf(ctx, one, passages), ...linksOf(ctx, one));
    for (const button of steps.children) button.setAttribute("aria-disabled", !all[at + Number(button.dataset.by)]);
  };
  for (const [by, word] of [[-1, "previousSource"], [1, "nextSource"]]) {
    const go = () => {
      if (!all[at + by]) return;
      at += by;
      show();
      ctx.announce(ctx.say("source", all[at]));
    };
    const button = make("button", {type: "button", onclick: go}, ctx.say(word));
    button.dataset.by = String(by);
    steps.append(button);
  }
  show();
  ctx.showPanel({title: ctx.say("sourceList"), content: make("div", {}, all.length > 1 ? steps : null, place), opener});
}

/**
 * @param {object} ctx
 * @param {object} source has `as_of`, and maybe `stale` and `ended_on`
 * @returns {HTMLElement} "Stand Mai 2024", with a mark when the content holds no more, or may be out of date
 */
export function ageOf(ctx, source) {
  const said = source.as_of ? ctx.say("asOf", {date: dateOf(source.as_of, ctx.lang)}) : ctx.say("undated");
  const doubt = source.ended_on ? ctx.say("ended", {date: dateOf(source.ended_on, ctx.lang)}) : ctx.say("stale");
  return make("span", {}, said, source.stale ? make("strong", {class: "stale"}, doubt) : null);
}

/** Returns a link to a whole document; its accessible name says which. */
export function readLink(ctx, id, title) {
  const link = webLink(ctx.door.url(`/documents/${encodeURIComponent(id)}`), ctx.say("readDocument"));
  link.setAttribute("aria-label", `${ctx.say("readDocument")}: ${title}`);
  return link;
}

function aboutSource(ctx, source) {
  const {page, last_page: last} = source;
  const pages = page && ctx.say("page", {page: last > page ? `${page}–${last}` : page});
  const about = [wordOf(ctx, "kind", source.kind), source.publisher, pages].filter(Boolean).join(" · ");
  return [
    make("h4", {dir: "auto"}, `[${source.n}] ${source.title}`),
    make("p", {class: "about"}, `${about} · `, ageOf(ctx, source), source.heading && make("br"),
      source.heading && ctx.say("section", {heading: source.heading})),
  ];
}

function linksOf(ctx, source) {
  const path = [source.document_id, source.quote, source.passage_id].map(encodeURIComponent);
  const address = ctx.door.url(`/documents/${path[0]}?quote=${path[1]}#p=${path[2]}`);
  const at = source.page && /\.pdf$/i.test(source.url) ? `#page=${source.page}` : "";
  const own = source.url ? [make("li", {}, webLink(source.url + at, source.title))] : [];
  const origin = ({url, title, publisher}) => make("li", {}, webLink(url, title), ` (${publisher})`);
  const origins = (source.origins ?? []).map(origin);
  const listed = [...own, ...origins];
  return [
    make("p", {}, webLink(address, ctx.say("readOn"))),
    ...(listed.length ? [make("h5", {}, ctx.say("origins")), make("ul", {}, ...listed)] : []),
  ];
}

/** The passage; says so while it is on its way, and when it cannot be had. */
function passageOf(ctx, source, passages) {
  const place = make("div", {class: "passage"}, make("p", {class: "hint"}, ctx.say("loadingPassage")));
  const load = async () => {
    try {
      const text = passages.get(source.passage_id) ?? (await passageText(ctx, source));
      passages.set(source.passage_id, text);
      place.replaceChildren(...markedText(ctx, text, source.quote));
    } catch (problem) {
      const again = make("button", {type: "button", onclick: load}, ctx.say("again"));
      place.replaceChildren(make("p", {}, ctx.say("passageFailed")), make("blockquote", {}, source.quote), again);
    }
  };
  load();
  return place;
}

async function passageText(ctx, source) {
  const found = await ctx.door.json("GET", `/api/v1/documents/${encodeURIComponent(source.document_id)}`);
  return found.passages.find((one) => one.id === source.passage_id).text;
}

function markedText(ctx, text, quote) {
  const pieces = piecesOf(text, quote);
  const shown = pieces.map((one) => (one.cited ? make("mark", {}, one.text) : one.text));
  const hint = pieces.some((one) => one.cited) ? [] : [make("p", {class: "hint"}, ctx.say("notMarked"))];
  return [make("blockquote", {}, ...shown), ...hint];
}
