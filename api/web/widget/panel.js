/** A region over the transcript, for one thing at a time: a source, a form, the tools. */
import {icon, make} from "./dom.js";

export class Panel {
  #behind;
  #opener = null;
  #heading;
  #content;

  /** `behind` is what the panel covers: nothing there can be reached meanwhile. */
  constructor(say, behind) {
    this.#behind = behind;
    this.#heading = make("h3", {id: "panel-title", tabindex: -1, dir: "auto"});
    this.#content = make("div", {class: "content"});
    const back = make("button", {type: "button", class: "back", onclick: () => this.close()}, icon("back"), say("back"));
    this.node = make("section", {class: "panel", "aria-labelledby": "panel-title", hidden: true},
      back, this.#heading, this.#content);
  }

  get isOpen() {
    return !this.node.hidden;
  }

  /** Shows `content` under `title` and puts the focus there; `opener` gets it back. */
  show({title, content, opener}) {
    this.#opener = opener ?? null;
    this.#heading.textContent = title;
    this.#content.replaceChildren(content);
    this.node.hidden = false;
    this.#behind.inert = true;
    this.node.scrollTop = 0;
    this.#heading.focus();
  }

  /** Closes it. Returns whether the opener took the focus back. */
  close() {
    this.node.hidden = true;
    this.#behind.inert = false;
    this.#content.replaceChildren();
    this.#opener?.focus();
    return this.#opener !== null && this.#opener.isConnected;
  }
}
