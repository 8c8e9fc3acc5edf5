/** The form that gives a question to a person, or asks for contact to a municipality. */
import {make, webLink} from "./dom.js";
import {confirmationView} from "./confirmation.js";
import {complainAt, labelled} from "./labelled.js";
import {describe} from "./trouble.js";
import {randomName} from "./waiting.js";

const LONGER = ["consultation", "workshop"]; // forms that need a page of their own

/**
 * Opens the form. `prefill` is {message} with what the asker typed or asked last; for contact to the municipality of a
 * case also {kind: "contact", document_id, name}.
 */
export function handoffPanel(ctx, prefill, opener) {
  const {kind = "answer", message = latestQuestion(ctx.talk), name} = prefill;
  const fields = fieldsOf(ctx, kind, message);
  const alert = make("p", {role: "alert", class: "wrong"});
  const sent = sender(ctx, fields, alert, (entry) => confirm(ctx, entry, opener));
  const submit = (event) => {
    event.preventDefault();
    sent(wishOf(ctx, prefill, fields));
  };
  const form = make("form", {class: "handoff", novalidate: true, onsubmit: submit},
    make("p", {}, ctx.say(kind === "contact" ? "contactIntro" : "handoffIntro")),
    fields.message.node,
    make("fieldset", {},
      make("legend", {}, ctx.say("byMail")), fields.name.node, fields.email.node, fields.consent.node),
    make("p", {class: "hint"}, ctx.say("passedOn")),
    alert,
    make("button", {type: "submit", class: "main"}, ctx.say("sendToTeam")),
    kind === "answer" && longerForms(ctx),
  );
  const title = kind === "contact" ? ctx.say("contactWith", {name}) : ctx.say("person");
  ctx.showPanel({title, content: form, opener});
}

function fieldsOf(ctx, kind, message) {
  const contact = kind === "contact";
  const text = make("textarea", {rows: 4, required: true, dir: "auto"});
  text.value = message;
  return {
    message: labelled(ctx.say(contact ? "contactAbout" : "question"), text, contact ? ctx.say("contactHint") : ""),
    name: labelled(ctx.say("name"), make("input", {autocomplete: "name", maxlength: 100})),
    email: labelled(ctx.say("email"), make("input", {type: "email", autocomplete: "email", maxlength: 254})),
    consent: labelled(ctx.say("consent"), make("input", {type: "checkbox"}), ctx.say("consentHint")),
  };
}

/** What is sent; the contact goes along only when something of it was filled in. */
function wishOf(ctx, {kind = "answer", document_id}, {message, name, email, consent}) {
  const text = message.control.value.trim();
  const wish = {kind, message: text, conversation_id: ctx.talk.begin(), language: ctx.lang, profile: ctx.talk.profile};
  const contact = {name: name.control.value.trim() || null, email: email.control.value.trim() || null};
  const agreed = consent.control.checked;
  if (contact.name || contact.email || agreed) wish.contact = {...contact, consent: agreed};
  if (kind === "contact") wish.form = {document_id, about: text};
  return wish;
}

/** Returns what sends a wish: the same one twice under the same key, so that it arrives once. */
function sender(ctx, fields, alert, done) {
  let [sent, key, busy] = ["", "", false];
  return async (wish) => {
    if (busy || complainAt(fields, missingIn(ctx, wish, fields))) return;
    busy = true;
    alert.textContent = "";
    if (sent !== JSON.stringify(wish)) [sent, key] = [JSON.stringify(wish), randomName()];
    try {
      done(await ctx.door.json("POST", "/api/v1/handoffs", wish, {"Idempotency-Key": key}));
    } catch (problem) {
      const wrong = complainAt(fields, wrongIn(ctx, problem));
      alert.textContent = wrong ? ctx.say("checkFields") : ctx.say("notSent", {why: describe(ctx.say, problem)});
    }
    busy = false;
  };
}

/** What is wrong with a wish before it is sent, by field. */
function missingIn(ctx, {message, contact}, {email}) {
  const errors = {};
  if (!message) errors.message = ctx.say("needMessage");
  if (contact && !(contact.email && email.control.validity.valid)) errors.email = ctx.say("needEmail");
  if (contact && !contact.consent) errors.consent = ctx.say("needConsent");
  return errors;
}

/** What the server found wrong, by field; empty when it named no field of the form. */
function wrongIn(ctx, {errors = []}) {
  const words = {email: "needEmail", name: "needName", consent: "needConsent"};
  const found = errors.map(({field, reason}) => {
    const name = field.split(".").at(-1);
    if (words[name]) return [name, ctx.say(words[name])];
    return ["message", "about"].includes(name) && ["message", `${ctx.say("question")}: ${reason}`];
  });
  return Object.fromEntries(found.filter(Boolean));
}

function longerForms(ctx) {
  const talk = ctx.talk.conversationId ? `&conversation=${encodeURIComponent(ctx.talk.conversationId)}` : "";
  const links = LONGER.map((kind) => webLink(ctx.door.url(`/beratung?kind=${kind}${talk}`), ctx.say(kind)));
  return make("div", {}, make("h4", {}, ctx.say("other")), make("ul", {}, links.map((link) => make("li", {}, link))));
}

function confirm(ctx, entry, opener) {
  ctx.talk.handedOver(entry);
  ctx.showPanel({title: ctx.say("handed"), content: confirmationView(ctx, entry, false), opener});
}

function latestQuestion(talk) {
  return talk.entries.findLast(({author}) => author === "asker")?.text ?? "";
}
