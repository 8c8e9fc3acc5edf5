/** The one door to the network: every request of the widget goes through here, without cookies and referrer. */
import {EventReader} from "./sse.js";

const SILENCE_MS = 45_000; // the server pings every 15 s

/** What went wrong with a request; `status` 0 means that the server was not reached or the connection broke. */
export class Problem extends Error {
  constructor({status = 0, title = "", detail = "", errors = []}, retryAfter = null) {
    super(detail || title);
    Object.assign(this, {status, title, detail, errors, retryAfter});
  }
}

export class Door {
  #endpoint;

  /** `endpoint` is the address of Lotse, without a slash at its end. */
  constructor(endpoint) {
    this.#endpoint = endpoint.replace(/\/+$/, "");
  }

  /** Returns the whole address of a path. */
  url(path) {
    return this.#endpoint + path;
  }

  /** Returns the JSON that a request is answered with, null for none. Throws Problem. */
  async json(method, path, body, headers = {}) {
    const response = await this.#send(method, path, body, {Accept: "application/json", ...headers});
    try {
      return response.status === 204 ? null : await response.json();
    } catch {
      throw new Problem({});
    }
  }

  /** Returns what a request is answered with as a file. Throws Problem. */
  async file(method, path, body, headers = {}) {
    const response = await this.#send(method, path, body, headers);
    return response.blob();
  }

  /**
   * Calls `onEvent({id, type, data})` for the events of a request until the server ends it; first of all with the type
   * "open". `data` is parsed JSON. Throws Problem; one with status 0 when the connection broke or `signal` ended it.
   */
  async events(method, path, body, headers, signal, onEvent) {
    const silence = new AbortController();
    const end = () => silence.abort();
    signal.addEventListener("abort", end);
    let timer = setTimeout(end, SILENCE_MS);
    try {
      const response = await this.#send(method, path, body, {Accept: "text/event-stream", ...headers}, silence.signal);
      onEvent({type: "open", data: null});
      const events = new EventReader(({id, type, data}) => onEvent({id, type, data: JSON.parse(data)}));
      const [pieces, decoder] = [response.body.getReader(), new TextDecoder()];
      for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
        clearTimeout(timer);
        timer = setTimeout(end, SILENCE_MS);
        events.take(decoder.decode(piece.value, {stream: true}));
      }
    } catch (error) {
      end(); // not behind the end: the browser would call a whole answer broken off
      throw error instanceof Problem ? error : new Problem({});
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
    }
  }

  async #send(method, path, body, headers, signal) {
    const options = {method, headers, signal, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer"};
    if (body != null) {
      options.body = JSON.stringify(body);
      options.headers = {"Content-Type": "application/json", ...headers};
    }
    let response;
    try {
      response = await fetch(this.url(path), options);
    } catch {
      throw new Problem({});
    }
    if (response.ok) return response;
    const said = await response.json().catch(() => ({}));
    const seconds = Number.parseInt(response.headers.get("Retry-After"), 10);
    throw new Problem({...said, status: response.status}, Number.isNaN(seconds) ? null : seconds);
  }
}
