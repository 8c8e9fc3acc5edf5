/** Fields with a label, a hint and a place for what is wrong with them. */
import {make} from "./dom.js";

let made = 0;

/**
 * Returns {node, control, complain}: the label, hint and control together; `complain(text)` says at the field what is
 * wrong with it, nothing for "". A tick box has its label behind it.
 */
export function labelled(label, control, hint = "") {
  made += 1;
  const ids = {control: `control-${made}`, hint: `hint-${made}`, wrong: `wrong-${made}`};
  const ticks = control.type === "checkbox" || control.type === "radio";
  const wrong = make("p", {class: "wrong", id: ids.wrong});
  const described = (more) => [hint && ids.hint, more].filter(Boolean).join(" ");
  control.id = ids.control;
  if (hint) control.setAttribute("aria-describedby", ids.hint);
  const name = make("label", {for: ids.control}, label);
  const about = hint && make("p", {class: "hint", id: ids.hint}, hint);
  const parts = ticks ? [control, name, about, wrong] : [name, about, wrong, control];
  const node = make("div", {class: ticks ? "tick" : "field"}, parts);
  return {
    node,
    control,
    complain(text) {
      wrong.textContent = text;
      control.setAttribute("aria-invalid", String(text !== ""));
      control.setAttribute("aria-describedby", described(text && ids.wrong));
    },
  };
}

/** Shows what is wrong by field name, and puts the focus on the first such field. Returns whether anything is wrong. */
export function complainAt(fields, errors) {
  for (const [name, field] of Object.entries(fields)) field.complain(errors[name] ?? "");
  const first = Object.keys(fields).find((name) => errors[name]);
  if (first) fields[first].control.focus();
  return first !== undefined;
}
