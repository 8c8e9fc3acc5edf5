/** What went wrong, and what to do next, where everybody sees and hears it. */
import {make, webLink} from "./dom.js";

export class Trouble {
  #ctx;

  constructor(ctx) {
    this.#ctx = ctx;
    this.node = make("div", {class: "trouble", role: "alert"});
  }

  /** Says what a problem means; `more` are sentences behind it, `again` is what "try again" does, if it helps. */
  show(problem, more = [], again = null) {
    const {say, door} = this.#ctx;
    this.node.replaceChildren(
      make("p", {dir: "auto"}, [describe(say, problem), ...more].join(" ")),
      make("div", {class: "ways"},
        again && make("button", {type: "button", onclick: again}, say("again")),
        webLink(door.url("/beratung"), say("person_page"))));
  }

  /** Takes back what was said. */
  clear() {
    this.node.replaceChildren();
  }
}

/** Returns a problem in sentences: the server's own where it said something. */
export function describe(say, problem) {
  const offline = problem.status === 0 && !navigator.onLine;
  const unreached = problem.status === 0 ? say(offline ? "offline" : "unreachable") : say("failed");
  const wait = problem.retryAfter ? say("wait", {count: problem.retryAfter}) : "";
  return [problem.detail || problem.title || unreached, wait].filter(Boolean).join(" ");
}
