/** Where the question is typed and sent, and where errors say what to do next. */
import {icon, make} from "./dom.js";

const NEAR = 200; // from so many characters left on, they are counted

export class Composer {
  #ctx;
  #field;
  #hint;
  #count;
  #button;
  #limit = null;

  /** `aside` stands beside the label. */
  constructor(ctx, aside) {
    this.#ctx = ctx;
    const {say} = ctx;
    this.#field = make("textarea", {id: "field", rows: 1, dir: "auto",
      oninput: () => this.#typed(), onkeydown: (event) => this.#key(event)});
    this.#hint = make("p", {id: "hint", class: "hidden"}, say("input_hint"));
    this.#count = make("p", {id: "count", class: "count"});
    this.#button = make("button", {type: "submit", class: "send"});
    this.node = make("form", {class: "composer", novalidate: true, onsubmit: (event) => this.#submit(event)},
      make("div", {class: "ways"}, make("label", {for: "field"}, say("input")), aside),
      make("div", {class: "line"}, this.#field, this.#button), this.#hint, this.#count);
    this.text = ctx.talk.draft;
    this.busy = ctx.talk.turn !== null;
  }

  get text() {
    return this.#field.value;
  }

  set text(text) {
    this.#field.value = text;
    this.#typed();
  }

  /** Whether an answer is under way: then the button stops it. */
  set busy(busy) {
    const what = busy ? "stop" : "send";
    this.#button.replaceChildren(icon(what), make("span", {}, this.#ctx.say(what)));
    this.#button.classList.toggle("stop", busy);
    const isFirst = this.#ctx.talk.entries.length === 0;
    this.#field.setAttribute("aria-describedby", isFirst ? "hint count notice" : "hint count");
  }

  /** How many characters a question may have. */
  set limit(limit) {
    this.#limit = limit;
    this.#typed();
  }

  /** Scrolls the field into view if the cursor is in it. */
  reveal() {
    if (this.#field.matches(":focus")) this.#field.scrollIntoView({block: "nearest"});
  }

  /** Puts the cursor into the field. */
  focus() {
    this.#field.focus();
  }

  /** Says at the field what is wrong with it, nothing for `""`. */
  complain(text) {
    this.#hint.textContent = text || this.#ctx.say("input_hint");
    this.#hint.className = text ? "wrong" : "hidden";
    if (text) this.#field.setAttribute("aria-invalid", "true");
    else this.#field.removeAttribute("aria-invalid");
  }

  #typed() {
    const left = this.#limit === null ? Infinity : this.#limit - [...this.text].length;
    const key = left < 0 ? "chars_over" : "chars_left";
    this.#count.textContent = left <= NEAR ? this.#ctx.say(key, {count: Math.abs(left)}) : "";
    this.#count.classList.toggle("wrong", left < 0);
    if (this.#field.hasAttribute("aria-invalid")) this.complain("");
    this.#ctx.talk.keepDraft(this.text);
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (this.#ctx.talk.turn) this.#ctx.announce(this.#ctx.say("busy"));
    else this.#send();
  }

  #submit(event) {
    event.preventDefault();
    if (this.#ctx.talk.turn) this.#ctx.talk.stop();
    else this.#send();
  }

  #send() {
    const text = this.text.trim();
    const left = this.#limit === null ? 0 : this.#limit - [...text].length;
    if (text && left >= 0) {
      this.text = "";
      this.#ctx.ask(text);
      return;
    }
    this.complain(text ? this.#ctx.say("chars_over", {count: -left}) : this.#ctx.say("empty"));
    this.#ctx.announce(this.#hint.textContent);
    this.focus();
  }
}
