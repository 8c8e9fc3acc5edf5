/** What is known of the asker's municipality, to change and to forget. Owned by `panels`. */
import {make} from "./dom.js";

/** Returns the node of the chips; it follows the `profile` events of `ctx.talk`. */
export function profileView() {
  return make("div", {class: "profile"});
}
