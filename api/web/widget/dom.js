/** Makes elements out of text: nothing that comes from anywhere is ever read as HTML. */

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  chat: "M4 4h16v12H9l-5 4z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 12h15M13 6l6 6-6 6",
  stop: "M7 7h10v10H7z",
  back: "M20 12H5M11 6l-6 6 6 6",
  more: "M4 7h16M4 12h16M4 17h16",
  person: "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.5-7 8-7s8 3 8 7",
};

/**
 * Returns an element. Props: `onclick` and the like are listeners, `true` is an empty attribute, `false`, `null` and
 * `undefined` set nothing, everything else is an attribute. Children are nodes or text; empty ones are left out.
 */
export function make(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false && child !== ""));
  return node;
}

/** Returns a link that opens in a new tab for an http(s) address, else its text alone. */
export function webLink(url, text) {
  const address = parsed(url);
  if (!address || !/^https?:$/.test(address.protocol)) return make("span", {dir: "auto", class: "foreign"}, text);
  return make("a", {href: address.href, target: "_blank", rel: "noopener noreferrer", dir: "auto", class: "foreign"}, text);
}

/** Returns one of the widget's line drawings, hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Returns a paragraph of words that others wrote: it keeps its line breaks and its own direction. */
export function foreign(text, tag = "p") {
  return make(tag, {dir: "auto", class: "foreign"}, text);
}

function parsed(url) {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
