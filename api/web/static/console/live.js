// Says in a polite live region that the list has changed; never moves the focus, and changes nothing else.
const region = document.querySelector("[data-live]");

class News {
  /** `mark` names what the page shows; news begin where that differs from what the server sees. */
  constructor(mark) {
    this.mark = mark;
    this.new = new Set();
    this.changed = new Set();
    this.missed = false;
  }

  take(seen) {
    const told = seen.new.length + seen.changed.length > 0;
    if (!told && seen.mark !== this.mark) this.missed = true; // happened while nobody listened
    for (const number of seen.new) this.new.add(number);
    for (const number of seen.changed) if (!this.new.has(number)) this.changed.add(number);
    const before = this.mark;
    this.mark = seen.mark;
    return before !== seen.mark;
  }

  sentence() {
    const parts = [];
    if (this.new.size) parts.push(this.new.size === 1 ? "1 neues Anliegen" : `${this.new.size} neue Anliegen`);
    if (this.changed.size) parts.push(this.changed.size === 1 ? "1 geändert" : `${this.changed.size} geändert`);
    return parts.join(", ") || (this.missed ? "Die Liste hat sich geändert" : "");
  }
}

function listen() {
  const news = new News(region.dataset.live);
  const source = new EventSource("/console/live");
  source.addEventListener("message", (event) => {
    if (!news.take(JSON.parse(event.data)) || !news.sentence()) return;
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = "Liste aktualisieren";
    region.replaceChildren(`${news.sentence()} – `, link);
  });
  addEventListener("pagehide", () => source.close());
}

if (region && "EventSource" in window) listen();
