/** The chat itself: head, transcript, panel and input, and what they tell each other. */
import {Composer} from "./composer.js";
import {Log, speaker} from "./log.js";
import {Panel} from "./panel.js";
import {Trouble} from "./trouble.js";
import {handoffPanel} from "./handoff.js";
import {icon, make} from "./dom.js";
import {noticeView} from "./notice.js";
import {profileView} from "./profile.js";
import {summary} from "./summary.js";
import {toolsPanel} from "./tools.js";

const AT_FIELD = new Set([413, 422]);

export class Dialog {
  #ctx;
  #log;
  #composer;
  #trouble;
  #panel;
  #status;
  #notice;
  #suggestions;
  #subscriptions = new AbortController();

  /** `look` is {inline, greeting, suggestions}, the last null for the server's; `close` closes the dialog. */
  constructor(ctx, look, close) {
    this.#ctx = Object.assign(ctx, {
      announce: (text) => this.#status.replaceChildren(text),
      ask: (text) => this.ask(text),
      showPanel: (content) => this.#panel.show(content),
      closePanel: () => this.#closePanel(),
    });
    this.#status = make("p", {class: "hidden", role: "status"});
    this.#trouble = new Trouble(ctx);
    this.#composer = new Composer(ctx, profileView(ctx));
    this.#notice = noticeView(ctx, look.greeting);
    this.#suggestions = look.suggestions;
    this.#log = new Log(ctx, this.#notice.node);
    this.#panel = new Panel(ctx.say, this.#log.node);
    this.node = this.#shell(look.inline, close);
    this.#listen();
    this.#prepare();
    if (ctx.talk.missing) this.#restore(ctx.talk.missing);
  }

  /** Puts the focus where typing begins; on a phone to the notice, so that no keyboard covers it. */
  focus() {
    this.#log.showLast();
    if (this.#ctx.talk.lost) this.#ctx.announce(this.#ctx.say(this.#ctx.talk.lost));
    const small = matchMedia("(max-width: 30em), (pointer: coarse)").matches;
    if (small && this.#ctx.talk.entries.length === 0) this.node.querySelector("#notice").focus();
    else this.#composer.focus();
  }

  /** Asks, unless an answer is under way: then the text waits in the field. */
  ask(text) {
    if (this.#ctx.root.activeElement?.matches(".suggestion")) this.#log.node.focus();
    this.#closePanel();
    this.#trouble.clear();
    this.#composer.complain("");
    if (!this.#ctx.talk.ask(text)) {
      this.#composer.text = text;
      this.#ctx.announce(this.#ctx.say("busy"));
      return;
    }
    this.#ctx.tell("lotse:question", {text});
  }

  /** Takes back the innermost thing. Returns whether there was one. */
  escape() {
    if (!this.#panel.isOpen) return false;
    this.#closePanel();
    return true;
  }

  /** Lets go of the conversation. */
  dispose() {
    this.#subscriptions.abort();
  }

  async #prepare() {
    this.#trouble.clear();
    try {
      const config = await this.#ctx.config();
      this.#composer.limit = config.question_chars;
      this.#notice.suggest(this.#suggestions ?? config.suggestions);
    } catch (problem) {
      this.#trouble.show(problem, [], () => this.#prepare());
    }
  }

  #restore(problem) {
    this.#trouble.show(problem, [this.#ctx.say("missing")], () => this.#ctx.talk.restore());
  }

  #shell(inline, close) {
    const {say} = this.#ctx;
    const person = make("button", {type: "button", class: "person",
      onclick: (event) => handoffPanel(this.#ctx, {message: this.#composer.text || undefined}, event.currentTarget)},
    icon("person"), say("person"));
    const head = make("div", {class: "head"},
      make("div", {class: "name"}, make("h2", {id: "title"}, say("title")), make("p", {}, say("subtitle"))),
      make("button", {type: "button", class: "plain", onclick: (event) => toolsPanel(this.#ctx, event.currentTarget)},
        icon("more"), make("span", {class: "hidden"}, say("tools"))),
      !inline && make("button", {type: "button", class: "plain", onclick: close},
        icon("close"), make("span", {class: "hidden"}, say("close"))));
    const foot = make("div", {class: "foot"}, this.#trouble.node, this.#composer.node, person);
    return make("section", {class: "dialog", role: inline ? "region" : "dialog", "aria-labelledby": "title",
      onkeydown: (event) => this.#key(event)},
    head, make("div", {class: "middle"}, this.#log.node, this.#panel.node), foot, this.#status);
  }

  #key(event) {
    if (event.key !== "F6") return;
    event.preventDefault();
    const inField = event.target.id === "field";
    if (!inField) this.#composer.focus();
    else if (this.#panel.isOpen) this.node.querySelector("#panel-title").focus();
    else this.#log.node.focus();
  }

  #closePanel() {
    if (this.#panel.isOpen && !this.#panel.close()) this.#composer.focus();
  }

  #listen() {
    const {talk} = this.#ctx;
    const on = (type, heard) =>
      talk.addEventListener(type, ({detail}) => heard(detail), {signal: this.#subscriptions.signal});
    on("thread", () => this.#show());
    on("said", ({entry}) => this.#said(entry));
    for (const type of ["start", "progress", "source", "statement", "cut", "joined"]) {
      on(type, (detail) => this.#log.take(type, detail));
    }
    on("start", ({documents}) => this.#begun(documents));
    on("cut", ({problem}) => this.#ctx.announce(problem.status ? problem.detail : this.#ctx.say("cut")));
    on("ended", (detail) => this.#ended(detail));
    on("missing", ({problem}) => this.#restore(problem));
    on("lost", ({how}) => this.#ctx.announce(this.#ctx.say(how)));
  }

  #show() {
    const {draft, turn} = this.#ctx.talk;
    this.#log.show();
    this.#trouble.clear();
    this.#composer.busy = turn !== null;
    if (this.#composer.text !== draft) this.#composer.text = draft;
  }

  #said(entry) {
    this.#log.add(entry);
    if (entry.author === "asker") {
      this.#composer.busy = true;
    } else {
      this.#ctx.announce(this.#ctx.say("new_answer", {name: speaker(this.#ctx.say, entry)}));
    }
  }

  #begun(documents) {
    const {say, announce} = this.#ctx;
    announce(documents ? say("begun", {documents}) : say("begun_all"));
  }

  #ended({how, reply, problem, text}) {
    this.#composer.busy = false;
    this.#log.end(reply);
    if (how === "reply") return this.#ctx.announce(summary(this.#ctx.say, reply));
    const isBack = this.#composer.text === "" || this.#composer.text === text;
    if (isBack) this.#composer.text = text;
    if (how === "cancelled") return this.#ctx.announce(this.#ctx.say("stopped"));
    this.#failed(problem, text, isBack);
  }

  #failed(problem, text, isBack) {
    const {say, tell} = this.#ctx;
    tell("lotse:error", {status: problem.status});
    if (isBack && AT_FIELD.has(problem.status)) {
      this.#composer.complain(problem.detail);
      this.#ctx.announce(problem.detail);
      this.#composer.focus();
      return;
    }
    const again = () => {
      if (this.#composer.text === text) this.#composer.text = "";
      this.ask(text);
      this.#composer.focus();
    };
    this.#trouble.show(problem, [say(isBack ? "text_back" : "text_kept")], again);
    this.#composer.reveal();
  }
}
