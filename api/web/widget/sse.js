/** Reads server-sent events out of pieces of text, however they are cut. Knows nothing of the network. */

export class EventReader {
  #onEvent;
  #rest = "";
  #event = {};

  /** `onEvent({id, type, data})` is called for each whole event; `data` is text. */
  constructor(onEvent) {
    this.#onEvent = onEvent;
  }

  /** Takes the next piece. */
  take(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    for (const line of lines) this.#line(line);
  }

  #line(line) {
    if (line === "") {
      const {id, type = "message", data} = this.#event;
      this.#event = {};
      if (data !== undefined) this.#onEvent({id, type, data});
      return;
    }
    const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(line);
    if (name === "data") this.#event.data = this.#event.data === undefined ? value : `${this.#event.data}\n${value}`;
    else if (name === "event") this.#event.type = value;
    else if (name === "id") this.#event.id = value;
  }
}
