/** The first thing an asker reads: that this is an AI, what not to enter, and what one may ask. */
import {foreign, make} from "./dom.js";

/** Returns {node, suggest(texts)}; `greeting` is what the website says first. */
export function noticeView(ctx, greeting) {
  const {say} = ctx;
  const list = make("ul", {class: "suggestions", "aria-label": say("suggestions")});
  const offered = make("div", {class: "offered", hidden: true}, make("h3", {}, say("suggestions")), list);
  const suggest = (texts) => {
    list.replaceChildren(...texts.map((text) => make("li", {}, suggestion(ctx, text))));
    offered.hidden = texts.length === 0;
  };
  const node = make("div", {class: "top"},
    make("section", {class: "notice", id: "notice", "aria-labelledby": "notice-title", tabindex: -1},
      make("h3", {id: "notice-title"}, say("notice_title")),
      greeting && foreign(greeting),
      make("p", {}, say("notice")),
      make("p", {}, say("notice_data"))),
    offered);
  return {node, suggest};
}

function suggestion(ctx, text) {
  return make("button", {type: "button", class: "suggestion", dir: "auto", onclick: () => ctx.ask(text)}, text);
}
