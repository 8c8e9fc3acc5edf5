/** Listens for what people write in a conversation, for as long as it exists. */
import {backoff, waited} from "./waiting.js";

/**
 * Calls `onEvent({type, data})` for each live event of a conversation until `signal` ends it or the conversation is gone;
 * with the type "open" when what happened before must be fetched, because nothing says where to go on.
 */
export async function listen(door, conversationId, signal, onEvent) {
  let cursor = null;
  let gone = false;
  for (let tries = 0; !signal.aborted && !gone; tries++) {
    let retryAfter = null;
    const headers = cursor ? {"Last-Event-ID": cursor} : {};
    try {
      await door.events("GET", `/api/v1/conversations/${conversationId}/events`, null, headers, signal, (event) => {
        if (event.type !== "open") tries = 0;
        else if (cursor) return;
        cursor = event.id ?? cursor;
        gone = event.type === "gone";
        onEvent(event);
      });
    } catch (problem) {
      gone = problem.status === 404;
      retryAfter = problem.retryAfter;
    }
    if (!gone) await waited(backoff(tries, retryAfter), signal);
  }
}
