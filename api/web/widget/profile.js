/** What is known of the asker's municipality, as chips to change and to remove; Lotse adds what it understood. */
import {make} from "./dom.js";
import {inhabitantsOf} from "./cases.js";
import {keepFocus} from "./keep.js";
import {complainAt, labelled} from "./labelled.js";

const LISTS = {state: "states", type: "types", phase: "phases"}; // where the names of values are in the settings
const FIELDS = ["state", "population", "type", "phase"];

/** Returns the node of the chips; it follows the `profile` events of `ctx.talk`. */
export function profileView(ctx) {
  const node = make("div", {class: "profile", role: "group", "aria-label": ctx.say("profile"), tabindex: -1});
  const show = () => keepFocus(ctx.root, node, () => node.replaceChildren(...chipsOf(ctx)));
  ctx.talk.addEventListener("profile", show);
  ctx.config().then(show, show);
  show();
  return node;
}

function chipsOf(ctx) {
  const {profile} = ctx.talk;
  const open = (field) => (event) => profilePanel(ctx, field, event.currentTarget);
  const chips = FIELDS.filter((name) => profile[name]).map((name) => {
    const field = ctx.say(`field_${name}`);
    const value = make("button", {type: "button", class: "value", onclick: open(name)});
    const remove = () => {
      ctx.talk.setProfile({...profile, [name]: null});
      ctx.announce(ctx.say("removed", {field}));
    };
    nameOfValue(ctx, name, profile[name], (text) => {
      value.textContent = text;
      value.setAttribute("aria-label", ctx.say("change", {field, value: text}));
    });
    const props = {type: "button", class: "remove", "aria-label": ctx.say("remove", {field}), onclick: remove};
    return make("span", {class: "chip"}, value, make("button", props, "×"));
  });
  const missing = FIELDS.find((name) => !profile[name]);
  const word = ctx.say("addProfile");
  const props = {type: "button", class: "add", "aria-label": word, title: word, onclick: open(missing)};
  return missing ? [...chips, make("button", props, chips.length ? "+" : word)] : chips;
}

/** Tells the name of a value, again when the settings with the names are there. */
function nameOfValue(ctx, name, value, tell) {
  tell(name === "population" ? inhabitantsOf(ctx, value) : value);
  if (LISTS[name]) ctx.config().then((config) => tell(config[LISTS[name]][value] ?? value), () => {});
}

/** Opens the form with all four fields, the focus on `first`. */
function profilePanel(ctx, first, opener) {
  const fields = Object.fromEntries(FIELDS.map((name) => [name, fieldOf(ctx, name)]));
  const apply = (event) => {
    event.preventDefault();
    const told = Object.fromEntries(FIELDS.map((name) => [name, fields[name].control.value.trim() || null]));
    const digits = told.population?.replace(/[.\s]/g, "");
    if (complainAt(fields, {population: digits && !/^[1-9]\d{0,7}$/.test(digits) ? ctx.say("needNumber") : ""})) return;
    tellProfile(ctx, {...told, population: digits ? Number(digits) : null});
  };
  const form = make("form", {onsubmit: apply},
    make("p", {}, ctx.say("profileIntro")), FIELDS.map((name) => fields[name].node),
    make("div", {class: "actions"},
      make("button", {type: "submit", class: "main"}, ctx.say("apply")),
      make("button", {type: "button", onclick: () => forgetProfile(ctx)}, ctx.say("forgetProfile"))));
  ctx.showPanel({title: ctx.say("profile"), content: form, opener});
  fields[first].control.focus();
}

/** A field with what is known; the values to choose from come with the settings. */
function fieldOf(ctx, name) {
  const known = ctx.talk.profile[name] ?? "";
  const option = ([value, text]) => make("option", {value, selected: value === known}, text);
  const list = LISTS[name];
  const control = list
    ? make("select", {}, option(["", ctx.say("noValue")]))
    : make("input", {inputmode: "numeric", autocomplete: "off", value: known});
  if (list) ctx.config().then((config) => control.append(...Object.entries(config[list]).map(option)), () => {});
  return labelled(ctx.say(`field_${name}`), control);
}

function tellProfile(ctx, profile) {
  ctx.talk.setProfile(profile);
  ctx.closePanel();
  ctx.announce(ctx.say("applied"));
}

/** Forgets all details; what the server heard in the conversation is forgotten by asking it to, in plain sight. */
function forgetProfile(ctx) {
  tellProfile(ctx, Object.fromEntries(FIELDS.map((name) => [name, null])));
  if (ctx.talk.conversationId) ctx.ask(ctx.say("forgetRequest"));
}
