/** Shows what a person wrote. Owned by `panels`. */
import {foreign} from "./dom.js";

/** Returns the node of one message of a person (or of a notice); the log puts the sender's heading above it. */
export function personView(_ctx, said) {
  return foreign(said.text);
}
