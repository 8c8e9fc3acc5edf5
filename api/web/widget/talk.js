/** The conversation: what was said, the question under way, and what is kept of it. Knows nothing of the page. */
import {Keeping} from "./keeping.js";
import {Turn} from "./turn.js";
import {listen} from "./listening.js";
import {randomName} from "./waiting.js";

/**
 * Tells by events, each with a detail:
 * - `thread` {}: `entries` are others now; `said` {entry}: one entry more
 * - `start`, `progress`, `source`, `statement`: as the server sends them; `cut` {problem, wait}, `joined` {}
 * - `ended` {how, text, reply, problem}: how is "reply", "cancelled" or "failed"
 * - `handoff` {handoff}, `profile` {profile}, `plain` {plain}
 * - `lost` {how}: the conversation is no more, `missing` {problem}: it could not be fetched
 */
export class Talk extends EventTarget {
  #door;
  #kept;
  #config = null;
  #language;
  #listening = null;
  #failed = null; // sent again under its key, it is not computed twice

  /** What was said, as SaidOut of the API: {id, author, text, name, sources, reply}. */
  entries = [];
  /** The question under way, null for none. */
  turn = null;
  conversationId = null;
  /** What is told of the asker's municipality: {state, population, type, phase}; `given` is what the website tells. */
  profile = {};
  given = {};
  /** The codes of the conversation's handoffs by number. */
  codes = {};
  draft = "";
  /** Whether answers are shown in plain language. */
  plain = false;
  /** How the last conversation was lost: "gone" (deleted) or "forgotten" (long ago), null when it was not. */
  lost = null;
  /** Why the conversation of an earlier page could not be shown, null where it could. */
  missing = null;

  /** `name` is what the conversation is kept under, `language` what its texts are asked for in. */
  constructor(door, name, language) {
    super();
    this.#door = door;
    this.#kept = new Keeping(name);
    this.#language = language;
  }

  /** Returns whether an earlier page of this tab left a conversation, and takes it up as far as it is known here. */
  recall() {
    const {conversation_id: id = null, codes = {}, profile, draft = "", plain = false} = this.#kept.read();
    Object.assign(this, {conversationId: id, codes, draft, plain, profile: profile ?? this.given});
    return id !== null;
  }

  /** Fetches the conversation that `recall` found, goes on with a question that had no answer yet, and listens. */
  async restore() {
    const {pending} = this.#kept.read();
    try {
      const found = await this.#fetched();
      const known = new Set(found.thread.map(({id}) => id));
      this.entries = [...found.thread, ...this.entries.filter(({id}) => !known.has(id))]; // said while this was on its way
      this.missing = null;
      this.#tell("thread", {});
      for (const handoff of found.handoffs) this.#keepHandoff(handoff);
    } catch (problem) {
      if (problem.status !== 404) {
        this.missing = problem;
        return this.#tell("missing", {problem});
      }
      if (!pending && !this.turn) return this.#lose("forgotten");
    }
    if (this.turn) return;
    const answered = this.entries.some(({reply}) => reply && reply.message_id === pending?.message_id);
    if (answered) this.#kept.write({pending: null});
    else if (pending) this.#run(pending);
  }

  /** Returns the server's settings for the widget. Throws Problem. */
  async config() {
    this.#config ??= this.#door.json("GET", `/api/v1/widget?language=${this.#language()}`);
    try {
      return await this.#config;
    } catch (problem) {
      this.#config = null;
      throw problem;
    }
  }

  /** Forgets the settings, whose texts are in another language now. */
  changeLanguage() {
    this.#config = null;
  }

  /** Returns the id of the conversation, a new one for the first message. From here on it is kept. */
  begin() {
    this.conversationId ??= randomName();
    this.lost = null;
    this.#kept.write({conversation_id: this.conversationId, profile: this.profile});
    return this.conversationId;
  }

  /** Asks; what comes of it is told by events. Returns false while another question is under way. */
  ask(text) {
    if (this.turn) return false;
    const body = {message: text, conversation_id: this.begin(), profile: this.profile};
    if (this.#language() !== "de") body.language = this.#language();
    const isSame = JSON.stringify(this.#failed?.body) === JSON.stringify(body);
    this.#run(isSame ? this.#failed : {key: randomName(), body});
    return true;
  }

  /** Stops the question under way. */
  stop() {
    this.turn?.stop();
  }

  /** Keeps what is being typed. */
  keepDraft(text) {
    this.draft = text;
    if (this.conversationId) this.#kept.write({draft: text});
  }

  /** Changes what is told of the asker's municipality. */
  setProfile(profile) {
    this.profile = profile;
    if (this.conversationId) this.#kept.write({profile});
    this.#tell("profile", {profile});
  }

  /** Switches plain language on or off. */
  setPlain(plain) {
    this.plain = plain;
    if (this.conversationId) this.#kept.write({plain});
    this.#tell("plain", {plain});
  }

  /**
   * Takes a handoff that was just made, as `POST /api/v1/handoffs` answers, and shows what the server keeps of it, unless
   * `isShown` says that it is shown already.
   */
  async handedOver(handoff, isShown = false) {
    this.#keepHandoff(handoff);
    this.#tell("handoff", {handoff});
    if (isShown) return;
    const found = await this.#fetched().catch(() => null);
    if (!found || this.turn) return;
    this.entries = found.thread;
    this.#tell("thread", {});
  }

  /** Begins a new conversation; the old one stays on the server until it expires. */
  reset() {
    this.leave();
    this.#kept.clear();
    Object.assign(this, {entries: [], turn: null, conversationId: null, codes: {}, draft: "", missing: null});
    this.#tell("thread", {});
    this.setProfile(this.given);
  }

  /** Lets go of all connections; what is kept stays. */
  leave() {
    this.turn?.abandon();
    this.#listening?.abort();
    this.#listening = null;
  }

  /** Deletes the conversation on the server and here. Throws Problem when the server did not. */
  async forget() {
    if (this.conversationId) {
      await this.#door.json("DELETE", `/api/v1/conversations/${this.conversationId}`).catch((problem) => {
        if (problem.status !== 404) throw problem;
      });
    }
    this.#lose("gone");
  }

  #run(sent) {
    const entry = {id: sent.key, author: "asker", text: sent.body.message, name: null, sources: [], reply: null};
    this.#kept.write({pending: sent});
    this.turn = new Turn(this.#door, sent, (type, detail) => this.#hear(sent, type, detail));
    this.#add(entry);
    this.turn.run();
  }

  #hear(sent, type, detail) {
    if (type === "start") this.#begun(sent, detail.message_id);
    if (type !== "ended") return this.#tell(type, detail);
    this.turn = null;
    this.#failed = detail.how === "failed" ? sent : null;
    this.#kept.write({pending: null});
    if (detail.how === "reply") this.#takeReply(sent.key, detail.reply);
    else this.entries = this.entries.filter(({id}) => id !== sent.key);
    this.#tell("ended", {...detail, text: sent.body.message});
    if (!detail.reply?.handoff) return;
    this.#keepHandoff(detail.reply.handoff);
    this.#tell("handoff", {handoff: detail.reply.handoff});
  }

  /** After a reload, the question may be in the restored conversation already. */
  #begun(sent, messageId) {
    this.#kept.write({pending: {...sent, message_id: messageId}});
    const others = this.entries.filter(({id}) => id !== messageId);
    if (others.length === this.entries.length) return;
    this.entries = others;
    this.#tell("thread", {});
  }

  #takeReply(key, reply) {
    this.entries.find(({id}) => id === key).id = reply.message_id; // as the server keeps it
    const text = reply.message ?? reply.clarification ?? "";
    this.entries.push({id: reply.message_id, author: "assistant", text, name: null, sources: [], reply});
    // While a person has the conversation, the server does not look at what was told of the municipality.
    if (reply.outcome !== "handoff.with_person") this.setProfile(reply.profile ?? {});
  }

  #keepHandoff(handoff) {
    this.codes[handoff.id] = handoff.code;
    this.#kept.write({codes: this.codes});
    this.#listen();
  }

  #listen() {
    if (this.#listening) return;
    this.#listening = new AbortController();
    listen(this.#door, this.conversationId, this.#listening.signal, ({type, data}) => {
      if (type === "open") this.#catchUp();
      else if (type === "said") this.#add(data);
      else if (type === "handoff") this.#tell("handoff", {handoff: data});
      else if (type === "gone") this.#lose("gone");
    });
  }

  async #catchUp() {
    const found = await this.#fetched().catch(() => ({thread: []}));
    for (const entry of found.thread) if (["advisor", "lotse"].includes(entry.author)) this.#add(entry);
  }

  #fetched() {
    return this.#door.json("GET", `/api/v1/conversations/${this.conversationId}`);
  }

  #add(entry) {
    if (this.entries.some(({id}) => id === entry.id)) return;
    this.entries.push(entry);
    this.#tell("said", {entry});
  }

  #lose(how) {
    if (!this.conversationId) return;
    this.lost = how;
    this.reset();
    this.#tell("lost", {how});
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail}));
  }
}
