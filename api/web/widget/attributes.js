/** Reads what a website says in attributes. */

const PROFILE_PARTS = new Set(["state", "population", "type", "phase"]);

/** Returns the profile of `state=HE;population=11000`; what is unknown is left out. */
export function profileOf(text) {
  const pairs = (text ?? "").split(";").map((pair) => pair.split("=").map((part) => part.trim()));
  const known = pairs.filter(([name, value]) => PROFILE_PARTS.has(name) && value);
  return Object.fromEntries(known.map(([name, value]) => [name, name === "population" ? Number(value) : value]));
}

/** Returns the suggestions of `one|two`, an empty list for `none`, null where nothing is said. */
export function suggestionsOf(text) {
  if (!text) return null;
  return text === "none" ? [] : text.split("|").map((one) => one.trim()).filter(Boolean);
}
