/** What one can do with the conversation: read it more plainly, copy, print, save and delete it. */
import {make, webLink} from "./dom.js";
import {copyButton} from "./copying.js";
import {describe} from "./trouble.js";

/** Opens the tools. */
export function toolsPanel(ctx, opener) {
  const {conversationId: id, entries} = ctx.talk;
  const begun = id && entries.length > 0;
  const more = begun ? ownTools(ctx, id) : make("p", {}, ctx.say("nothingYet"));
  const content = make("div", {class: "tools"}, plainSwitch(ctx), more);
  ctx.showPanel({title: ctx.say("tools"), content, opener});
}

function plainSwitch(ctx) {
  const flip = () => {
    const on = !ctx.talk.plain;
    ctx.talk.setPlain(on);
    button.setAttribute("aria-checked", String(on));
    ctx.announce(ctx.say(on ? "plainOn" : "plainOff"));
  };
  const button = make("button", {type: "button", role: "switch", "aria-checked": String(Boolean(ctx.talk.plain)),
    "aria-describedby": "plain-hint", onclick: flip}, ctx.say("plain"));
  return make("div", {}, button, make("p", {class: "hint", id: "plain-hint"}, ctx.say("plainHint")));
}

/** Printing is left to the page of the conversation: a host page prints itself around the widget. */
function ownTools(ctx, id) {
  const transcript = `/api/v1/conversations/${id}/transcript`;
  return [
    copyButton(ctx, "copyTalk", async () => (await ctx.door.file("GET", transcript)).text()),
    make("p", {}, webLink(ctx.door.url(`/gespraech/${id}`), ctx.say("printTalk"))),
    make("p", {}, webLink(ctx.door.url(transcript), ctx.say("saveTalk"))),
    deletion(ctx),
  ];
}

/** Deleting asks once whether that is meant. */
function deletion(ctx) {
  const place = make("div", {class: "deletion"});
  const offer = () => {
    const button = make("button", {type: "button", onclick: sure}, ctx.say("deleteTalk"));
    place.replaceChildren(button);
    return button;
  };
  const sure = () => {
    const alert = make("p", {role: "alert", class: "wrong"});
    const remove = async () => {
      try {
        await ctx.talk.forget();
        ctx.closePanel();
      } catch (problem) {
        alert.textContent = describe(ctx.say, problem);
      }
    };
    const no = make("button", {type: "button", onclick: () => offer().focus()}, ctx.say("cancel"));
    const yes = make("button", {type: "button", class: "danger", onclick: remove}, ctx.say("deleteNow"));
    const question = make("p", {id: "delete-sure"}, ctx.say("deleteSure"));
    place.replaceChildren(make("div", {role: "group", "aria-labelledby": "delete-sure"},
      question, make("div", {class: "actions"}, yes, no), alert));
    no.focus();
  };
  offer();
  return place;
}
