/** The transcript: who said what, the answer that is being made, and nothing that a screen reader reads piecemeal. */
import {answerView} from "./answer.js";
import {personView} from "./person.js";
import {foreign, make} from "./dom.js";

export class Log {
  #ctx;
  #top;
  #pending = null;
  #followed = 0;

  /** `top` stands above the first message. */
  constructor(ctx, top) {
    this.#ctx = ctx;
    this.#top = top;
    const label = ctx.say("transcript");
    this.node = make("div", {class: "log", role: "log", "aria-live": "off", "aria-label": label, tabindex: 0});
    this.show();
  }

  /** Shows the whole conversation, and the answer under way. */
  show() {
    const {entries, turn} = this.#ctx.talk;
    this.#pending = null;
    this.node.replaceChildren(this.#top, ...entries.map((entry) => this.#message(entry)));
    if (turn) this.begin();
    for (const [type, detail] of turn?.seen ?? []) this.take(type, detail);
    this.node.scrollTop = this.node.scrollHeight;
  }

  /** Shows one entry more. */
  add(entry) {
    const message = this.#message(entry);
    this.node.append(message);
    this.#reveal(message);
  }

  /** Begins an answer, below the question. */
  begin() {
    const view = answerView(this.#ctx);
    const progress = make("p", {class: "progress"}, this.#ctx.say("step_begin"));
    const node = this.#article("assistant", this.#ctx.say("lotse"), view.node, progress);
    node.setAttribute("aria-busy", "true");
    this.node.append(node);
    this.#pending = {view, progress, node};
  }

  /** Takes what is told of the answer under way. */
  take(type, detail) {
    if (type === "start") this.#restart(detail);
    else if (type === "progress") this.#progress(this.#step(detail.step));
    else if (type === "source") this.#pending.view.addSource(detail);
    else if (type === "statement") this.#pending.view.addStatement(detail);
    else if (type === "cut") this.#progress(this.#cut(detail));
    else if (type === "joined") this.#progress(this.#ctx.say("step_begin"));
    this.#follow();
  }

  /** Ends the answer: with its reply, or by taking it and its question away. */
  end(reply) {
    const {view, progress, node} = this.#pending;
    this.#pending = null;
    if (!reply) {
      node.previousElementSibling.remove();
      node.remove();
      return;
    }
    progress.remove();
    view.finish(reply);
    node.removeAttribute("aria-busy");
    this.#follow();
  }

  #restart({documents}) {
    this.#pending.node.remove();
    this.begin();
    this.#pending.documents = documents;
  }

  #progress(text) {
    this.#pending.progress.textContent = text;
  }

  #step(step) {
    const {documents} = this.#pending;
    if (step === "retrieve" && !documents) return this.#ctx.say("step_retrieve_all");
    return this.#ctx.say(`step_${step}`, {documents});
  }

  #cut({problem, wait}) {
    return problem.status === 0 ? this.#ctx.say("cut") : this.#ctx.say("not_ready", {count: Math.ceil(wait / 1000)});
  }

  #message(entry) {
    const {say} = this.#ctx;
    if (entry.author === "asker") return this.#article("asker", say("you"), foreign(entry.text));
    if (entry.author === "assistant") return this.#article("assistant", say("lotse"), this.#answer(entry));
    return this.#article(entry.author, speaker(say, entry), personView(this.#ctx, entry));
  }

  #answer({text, reply}) {
    if (!reply) return foreign(text);
    const view = answerView(this.#ctx);
    reply.sources.forEach((source) => view.addSource(source));
    view.finish(reply);
    return view.node;
  }

  #article(author, name, ...content) {
    return make("article", {class: `message ${author}`}, make("h3", {class: "by", dir: "auto"}, name), content);
  }

  #follow() {
    const {node} = this.#pending ?? {};
    if (node) this.#reveal(node.previousElementSibling);
  }

  /** Brings the beginning of a message to the top, unless the reader has scrolled away from there. */
  #reveal(message) {
    const moved = Math.abs(this.node.scrollTop - this.#followed) > 2;
    if (moved && this.#pending && message !== this.#pending.node.previousElementSibling) return;
    this.node.scrollTop += message.getBoundingClientRect().top - this.node.getBoundingClientRect().top - 8;
    this.#followed = this.node.scrollTop;
  }
}

/** Returns who says an entry, as its heading. */
export function speaker(say, {author, name}) {
  if (author === "lotse") return say("hint_by");
  return name ? say("advisor", {name}) : say("advisors");
}
