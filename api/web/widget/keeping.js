/** Keeps the conversation over a reload in sessionStorage; where that is blocked, nothing is kept and all else works. */

export class Keeping {
  #key;
  #values = {};

  /** `name` tells several Lotses on one website apart. */
  constructor(name) {
    this.#key = `lotse:${name}`;
  }

  /** Returns what an earlier page of this tab kept, `{}` for nothing. */
  read() {
    try {
      this.#values = JSON.parse(sessionStorage.getItem(this.#key)) ?? {};
    } catch {
      this.#values = {};
    }
    return this.#values;
  }

  /** Adds values to what is kept. */
  write(values) {
    Object.assign(this.#values, values);
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(this.#values));
    } catch {
      // Blocked or full: the conversation lives as long as this page.
    }
  }

  /** Forgets everything. */
  clear() {
    this.#values = {};
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // Blocked: then nothing was kept.
    }
  }
}
