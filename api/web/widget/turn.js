/** One question on its way to its answer: sent once, resumed when the connection breaks, stopped when asked to. */
import {backoff, waited} from "./waiting.js";
import {Problem} from "./door.js";

const PATIENCE_MS = 60_000; // how long a broken connection is tried again
const FIRST_PATIENCE_MS = 15_000; // the same, while the server was not reached at all
const PASSING = new Set([0, 502, 503, 504]); // the server restarts, or something between us and it

export class Turn {
  #door;
  #tell;
  #end = new AbortController();
  #lastId = null;
  #messageId = null;
  #over = false;
  #stopped = false;

  /** `sent` is `{key, body}`; `tell(type, detail)` hears everything, last of all "ended". */
  constructor(door, sent, tell) {
    this.#door = door;
    this.sent = sent;
    this.seen = [];
    this.#tell = (type, detail) => {
      this.seen.push([type, detail]);
      tell(type, detail);
    };
  }

  /** Runs until there is a reply, or an end without one. */
  async run() {
    let broken = null;
    for (let tries = 0; !this.#over; tries++) {
      try {
        await this.#connect(() => {
          if (broken !== null) this.#tell("joined", {});
          [broken, tries] = [null, 0];
        });
        if (!this.#over) throw new Problem({});
      } catch (problem) {
        if (this.#over) return;
        broken ??= performance.now();
        const wait = backoff(tries, problem.retryAfter);
        if (this.#isFinal(problem, performance.now() - broken + wait)) return this.#finish("failed", {problem});
        this.#tell("cut", {problem, wait});
        await waited(wait, this.#end.signal);
      }
    }
  }

  /** Ends the answer; what the server has computed of it is not kept. */
  async stop() {
    this.#stopped = true;
    if (this.#messageId === null) return this.#finish("cancelled", {});
    try {
      await this.#door.json("DELETE", `/api/v1/chat/${this.#messageId}`);
    } catch (problem) {
      if (problem.status === 404) return; // it is finished, and its reply is on the way
    }
    this.#finish("cancelled", {});
  }

  /** Lets go of the connection without a word. */
  abandon() {
    this.#over = true;
    this.#end.abort();
  }

  async #connect(onProgress) {
    const headers = {"Idempotency-Key": this.sent.key};
    if (this.#lastId) headers["Last-Event-ID"] = this.#lastId;
    await this.#door.events("POST", "/api/v1/chat", this.sent.body, headers, this.#end.signal, (event) => {
      if (this.#over) return;
      if (event.type !== "open") onProgress();
      if (event.id) this.#lastId = event.id;
      this.#take(event);
    });
  }

  #take({type, data}) {
    if (type !== "open" && !data) throw new Problem({});
    if (type === "start") {
      this.#messageId = data.message_id;
      this.seen = [];
    }
    if (type === "reply") this.#finish("reply", {reply: data});
    else if (type === "cancelled") this.#finish("cancelled", {});
    else if (type === "error") this.#finish("failed", {problem: new Problem(data)});
    else if (["start", "progress", "source", "statement"].includes(type)) this.#tell(type, data);
  }

  #isFinal(problem, brokenMs) {
    if (!PASSING.has(problem.status) || (this.#messageId === null && problem.status)) return true;
    return brokenMs > (this.#messageId === null ? FIRST_PATIENCE_MS : PATIENCE_MS);
  }

  #finish(how, detail) {
    if (this.#over) return;
    this.#over = true;
    if (how !== "reply") this.#end.abort(); // behind a reply the server ends the connection itself
    this.#tell("ended", {how, ...detail});
  }
}
