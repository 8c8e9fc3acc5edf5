/** The transcript: who said what, the answer that is being made, and nothing that a screen reader reads piecemeal. */
import {answerView} from "./answer.js";
import {personView} from "./person.js";
import {foreign, make} from "./dom.js";

const NEAR_PX = 64; // so near to its end counts as being there
const MARGIN_PX = 12;

export class Log {
  #ctx;
  #top;
  #pending = null;
  #followed = 0;
  #height = 0;

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
    const {entries, turn, lost} = this.#ctx.talk;
    const messages = entries.map((entry) => this.#message(entry));
    this.#pending = null;
    this.node.replaceChildren(this.#top, ...messages);
    if (lost) this.#top.before(make("p", {class: "lost"}, this.#ctx.say(lost)));
    if (turn) this.#begin(messages[entries.findIndex(({id}) => id === turn.sent.key)]);
    for (const [type, detail] of turn?.seen ?? []) this.take(type, detail);
    this.showLast();
  }

  /** Brings the last thing said into view. */
  showLast() {
    if (this.#ctx.talk.entries.length) this.#reveal(this.#pending?.question ?? this.node.lastElementChild);
  }

  /** Shows one entry more; below a question, its answer begins. */
  add(entry) {
    const message = this.#message(entry);
    const isAtEnd = this.node.scrollTop + this.node.clientHeight > this.node.scrollHeight - NEAR_PX;
    this.node.append(message);
    if (entry.author === "asker") this.#begin(message);
    if (entry.author === "asker" || isAtEnd) this.#reveal(message);
  }

  #begin(question) {
    const view = answerView(this.#ctx);
    const progress = make("p", {class: "progress"}, this.#ctx.say("step_begin"));
    const node = this.#article("assistant", this.#ctx.say("lotse"), view.node, progress);
    node.setAttribute("aria-busy", "true");
    question.after(node);
    this.#pending = {view, progress, node, question};
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
    const {view, progress, node, question} = this.#pending;
    if (reply) {
      progress.remove();
      view.finish(reply);
      node.removeAttribute("aria-busy");
      this.#follow();
    } else {
      question.remove();
      node.remove();
    }
    this.#pending = null;
  }

  #restart({documents}) {
    const {node, question} = this.#pending;
    node.remove();
    this.#begin(question);
    this.#pending.documents = documents;
  }

  #progress(text) {
    if (text) this.#pending.progress.textContent = text;
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

  /** Keeps the question at the top while its answer grows, unless the reader has scrolled away. */
  #follow() {
    const {scrollTop, clientHeight} = this.node;
    if (clientHeight !== this.#height || Math.abs(scrollTop - this.#followed) < 2) this.#reveal(this.#pending.question);
  }

  /** Scrolls a message to the top: of the transcript, or in low windows of the dialog, which scrolls as one there. */
  #reveal(message) {
    for (const box of [this.node, this.node.closest(".dialog")]) {
      if (box) box.scrollTop += message.getBoundingClientRect().top - box.getBoundingClientRect().top - MARGIN_PX;
    }
    [this.#followed, this.#height] = [this.node.scrollTop, this.node.clientHeight];
  }
}

/** Returns who says an entry, as its heading. */
export function speaker(say, {author, name}) {
  if (author === "lotse") return say("hint_by");
  return name ? say("advisor", {name}) : say("advisors");
}
