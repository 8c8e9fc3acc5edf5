/** Asks whether an answer helped, and if not, why not. */
import {make} from "./dom.js";
import {confirmationView} from "./confirmation.js";
import {focusOn} from "./keep.js";
import {labelled} from "./labelled.js";
import {describe} from "./trouble.js";

const REASONS = ["wrong", "incomplete", "unclear", "beside_the_point", "outdated", "wrong_source", "other"];
const COMMENT_CHARS = 1000;
const GIVEN = new Set(); // the answers of this page that have a verdict

/** Returns the question whether the answer of `messageId` helped. The second "no" of a conversation brings a person. */
export function feedbackView(ctx, messageId) {
  const place = make("div", {class: "feedback", role: "group", "aria-label": ctx.say("helped")});
  const give = (verdict) => giveFeedback(ctx, place, {message_id: messageId, ...verdict});
  const ask = () => {
    const yes = make("button", {type: "button", onclick: () => give({helpful: true})}, ctx.say("yes"));
    const no = make("button", {type: "button", onclick: () => askWhy(ctx, place, give, back)}, ctx.say("no"));
    place.replaceChildren(make("span", {}, ctx.say("helped")), yes, no);
    return no;
  };
  const back = () => ask().focus();
  if (GIVEN.has(messageId)) place.append(ctx.say("thanks"));
  else ask();
  return place;
}

function askWhy(ctx, place, give, back) {
  const radio = (value) => make("input", {type: "radio", name: "reason", value});
  const reasons = REASONS.map((value) => labelled(ctx.say(`reason_${value}`), radio(value)));
  const comment = labelled(ctx.say("comment"), make("textarea", {rows: 2, maxlength: COMMENT_CHARS}));
  const send = (event) => {
    event.preventDefault();
    const reason = reasons.find(({control}) => control.checked)?.control.value ?? null;
    give({helpful: false, reason, comment: comment.control.value});
  };
  const form = make("form", {onsubmit: send},
    make("fieldset", {}, make("legend", {}, ctx.say("why")), reasons.map(({node}) => node)),
    comment.node,
    make("div", {class: "actions"},
      make("button", {type: "submit", class: "main"}, ctx.say("send")),
      make("button", {type: "button", onclick: back}, ctx.say("cancel"))),
  );
  place.replaceChildren(form);
  reasons[0].control.focus();
}

/** Sends a verdict; what was typed stays until it has arrived. */
async function giveFeedback(ctx, place, verdict) {
  place.querySelector("[role=alert]")?.remove();
  try {
    const answer = await ctx.door.json("POST", "/api/v1/feedback", verdict);
    GIVEN.add(verdict.message_id);
    const thanks = make("p", {}, ctx.say("thanks"));
    place.replaceChildren(thanks, ...(answer ? [confirmationView(ctx, answer.handoff)] : []));
    focusOn(thanks);
    if (answer) ctx.talk.handedOver(answer.handoff, true);
  } catch (problem) {
    place.append(make("p", {role: "alert", class: "wrong"}, ctx.say("notSent", {why: describe(ctx.say, problem)})));
  }
}
