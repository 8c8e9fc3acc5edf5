/** How long to wait before the next try, and waiting that can end early. */

const FIRST_MS = 500;
const LONGEST_MS = 8_000;

/** Returns how many milliseconds to wait before try `tries` (from 0): doubling, half of it by chance, never sooner than asked. */
export function backoff(tries, retryAfter = null) {
  const most = Math.min(FIRST_MS * 2 ** tries, LONGEST_MS);
  return Math.max(most * (0.5 + Math.random() / 2), (retryAfter ?? 0) * 1000);
}

/** Resolves after `ms`, at once when `signal` ends it, and early when the device is online again. */
export function waited(ms, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}

/** Returns a random name that nobody guesses; also on http sites, where `crypto.randomUUID` is missing. */
export function randomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
