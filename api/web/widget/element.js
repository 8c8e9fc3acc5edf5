/** The element `<lotse-chat>`: attributes in, events and methods out, a launcher, and a dialog that a page cannot break. */
import {Dialog} from "./dialog.js";
import {Door} from "./door.js";
import {STYLES} from "./styles.js";
import {Talk} from "./talk.js";
import {icon, make} from "./dom.js";
import {profileOf, suggestionsOf} from "./attributes.js";
import {sayer} from "./words.js";

const SHEET = new CSSStyleSheet();
SHEET.replaceSync(STYLES);

export class LotseChat extends HTMLElement {
  static observedAttributes = ["lang", "theme", "position", "greeting", "suggestions", "profile", "open", "launcher"];
  /** Where Lotse is when no attribute says it; the registration sets it. */
  static endpoint = "";

  #ctx = null;
  #dialog = null;
  #launcher = null;
  #box = make("div", {class: "lotse"});
  #opener = null;
  #wasOpened = false;

  constructor() {
    super();
    const root = this.attachShadow({mode: "open"});
    root.adoptedStyleSheets = [SHEET];
    root.append(this.#box);
    this.#box.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Opens the dialog and moves the focus into it; `opener` gets it back, else what has the focus now. */
  open(opener = document.activeElement) {
    if (!this.#isOpen) this.#opener = opener;
    this.setAttribute("open", "");
    this.#dialog?.focus();
  }

  /** Closes the dialog. */
  close() {
    if (this.#isInline) return;
    this.removeAttribute("open");
    const isElsewhere = this.#opener?.isConnected && ![this, document.body].includes(this.#opener);
    (isElsewhere ? this.#opener : this.#launcher)?.focus();
  }

  /** Begins a new conversation. */
  reset() {
    this.#ctx?.talk.reset();
  }

  /** Opens the dialog and asks. */
  ask(text) {
    this.open();
    this.#dialog?.ask(String(text));
  }

  connectedCallback() {
    if (this.#ctx) return;
    const endpoint = this.getAttribute("endpoint") || LotseChat.endpoint;
    const door = new Door(endpoint);
    const talk = new Talk(door, endpoint, () => this.#lang);
    const tell = (type, detail) => this.#tell(type, detail);
    this.#ctx = {door, talk, tell, root: this.shadowRoot, config: () => talk.config()};
    talk.profile = talk.given = profileOf(this.getAttribute("profile"));
    talk.addEventListener("ended", ({detail}) => detail.reply && this.#tell("lotse:answer", {reply: detail.reply}));
    talk.addEventListener("handoff", ({detail}) => this.#tell("lotse:handoff", detail));
    talk.addEventListener("missing", ({detail}) => this.#tell("lotse:error", {status: detail.problem.status}));
    talk.addEventListener("said", ({detail}) => this.#mark(detail.entry.author !== "asker"));
    if (talk.recall()) talk.restore();
    this.#render();
    this.#tell("lotse:ready", {});
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return; // only moved
      this.#ctx?.talk.leave();
      this.#ctx = null;
    });
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#ctx || before === now) return;
    if (name === "open") this.#show();
    else if (name === "profile") this.#ctx.talk.setProfile((this.#ctx.talk.given = profileOf(now)));
    else if (name !== "theme") this.#render();
  }

  get #lang() {
    const lang = this.getAttribute("lang") ?? this.parentElement?.closest("[lang]")?.lang ?? "de";
    return lang.startsWith("en") ? "en" : "de";
  }

  get #isInline() {
    return this.getAttribute("position") === "inline";
  }

  get #isOpen() {
    return this.#isInline || this.hasAttribute("open");
  }

  /** Makes everything that is seen anew; the conversation goes on. */
  #render() {
    const hadFocus = this.shadowRoot.activeElement !== null;
    this.#dialog?.dispose();
    this.#dialog = null;
    Object.assign(this.#ctx, {lang: this.#lang, say: sayer(this.#lang)});
    this.#ctx.talk.changeLanguage();
    this.#box.lang = this.#lang;
    this.#launcher = make("button", {type: "button", class: "launcher", "aria-haspopup": "dialog",
      onclick: () => this.open()}, icon("chat"), make("span", {}, this.#ctx.say("launcher")));
    this.#box.replaceChildren(this.#launcher);
    this.#show();
    if (hadFocus && this.#isOpen) this.#dialog.focus();
  }

  #show() {
    if (this.#isOpen) this.#prepare();
    if (this.#dialog) this.#dialog.node.hidden = !this.#isOpen;
    this.#launcher.hidden = this.#isOpen || this.getAttribute("launcher") === "none";
    this.#mark(false);
    if (this.#wasOpened !== this.#isOpen) this.#tell(this.#isOpen ? "lotse:open" : "lotse:close", {});
    this.#wasOpened = this.#isOpen;
  }

  #prepare() {
    if (this.#dialog) return;
    const look = {
      inline: this.#isInline,
      greeting: this.getAttribute("greeting"),
      suggestions: suggestionsOf(this.getAttribute("suggestions")),
    };
    this.#dialog = new Dialog(this.#ctx, look, () => this.close());
    this.#box.append(this.#dialog.node);
  }

  #mark(isNews) {
    const unread = isNews && !this.#isOpen;
    this.#launcher.classList.toggle("unread", unread);
    this.#launcher.lastChild.textContent = this.#ctx.say(unread ? "launcher_unread" : "launcher");
  }

  #key(event) {
    if (event.key !== "Escape" || event.isComposing || !this.#isOpen || this.#dialog.escape() || this.#isInline) return;
    this.close();
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, composed: true}));
  }
}
