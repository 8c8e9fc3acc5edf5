/** Makes what the configurator shows to copy, from what was chosen. Pure: knows no page. */

const TYPED = ["lang", "theme", "position", "greeting", "launcher"];
const TOLD = ["state", "population", "type"];

/** Returns the attributes of `<lotse-chat>` for the chosen values, as pairs of name and text. */
export function attributesOf(chosen) {
  const typed = TYPED.map((name) => [name, chosen[name]?.trim()]);
  const suggestions = ["suggestions", lines(chosen.suggestions).join("|")];
  const profile = ["profile", profileText(chosen)];
  return [...typed, suggestions, profile].filter(([, text]) => text);
}

/** Returns the lines of HTML for a website: the script's, and the element where it says more than the default. */
export function markupOf(script, attributes, chat) {
  const element = `<lotse-chat${attributes.map(([name, text]) => ` ${name}="${escaped(text)}"`).join("")}></lotse-chat>`;
  const own = attributes.some(([name]) => name === "launcher");
  const launcher = `<a href="${escaped(chat)}" data-lotse-open>Fragen zur digitalen Kommune?</a>`;
  return [script, attributes.length ? element : "", own ? launcher : ""].filter(Boolean).join("\n");
}

/** Returns the line of the script; with an integrity when one is given. */
export function scriptOf(address, integrity = "") {
  if (!integrity) return `<script src="${address}" crossorigin="anonymous" async></script>`;
  const space = " ".repeat(8);
  return `<script src="${address}"\n${space}integrity="${integrity}"\n${space}crossorigin="anonymous" async></script>`;
}

/** Returns the rule that sets a colour, with the text colour that reads best on it. */
export function styleOf(colour) {
  return `lotse-chat {\n  --lotse-accent: ${colour};\n  --lotse-on-accent: ${textOn(colour)};\n}`;
}

/** Returns black or white, whichever contrasts more with a colour `#rrggbb`. */
export function textOn(colour) {
  return contrast(colour, "#ffffff") >= contrast(colour, "#000000") ? "#ffffff" : "#000000";
}

/** Returns the contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2). */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function profileText(chosen) {
  const digits = (chosen.population ?? "").replaceAll(/[. ]/g, "");
  const told = {...chosen, population: /^[1-9]\d{0,7}$/.test(digits) ? digits : ""};
  return TOLD.filter((name) => told[name]).map((name) => `${name}=${told[name]}`).join(";");
}

function lines(text = "") {
  return text.split("\n").map((line) => line.replaceAll("|", " ").trim()).filter(Boolean);
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
