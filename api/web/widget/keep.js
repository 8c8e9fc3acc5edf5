/** Changes what is shown without touching what stays the same: no flicker, no lost focus. Knows no words. */

const KEYS = new WeakMap();

/**
 * Make the children of `parent` those of `wanted`, in order. A child whose key was there before stays the same node.
 * @param {Element} parent
 * @param {{key: string, build: () => Element}[]} wanted
 * @returns {Element[]} the children
 */
export function keepChildren(parent, wanted) {
  const old = new Map();
  for (const node of parent.children) old.set(KEYS.get(node), [...(old.get(KEYS.get(node)) ?? []), node]);
  const nodes = wanted.map(({key, build}) => old.get(key)?.shift() ?? keyed(build(), key));
  const kept = new Set(nodes);
  for (const node of [...parent.children]) if (!kept.has(node)) node.remove();
  nodes.forEach((node, at) => {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null);
  });
  return nodes;
}

/**
 * Do something that may take focused nodes away; afterwards focus is where it was, else on a node that says the same,
 * else on `within` itself.
 * @param {ShadowRoot|Document} root
 * @param {HTMLElement} within can take focus by script
 * @param {() => void} act
 */
export function keepFocus(root, within, act) {
  const had = root.activeElement;
  const inside = had && within.contains(had);
  act();
  if (!inside || root.activeElement === had) return;
  const name = nameOf(had);
  const same = [...within.querySelectorAll("button, a, input, select, textarea, summary")];
  const next = had.isConnected ? had : same.find((node) => nameOf(node) === name);
  focusOn(next ?? within);
}

/** Focus a node that need not be in the tab order. */
export function focusOn(node) {
  if (node.tabIndex < 0) node.tabIndex = -1;
  node.focus({preventScroll: false});
}

function keyed(node, key) {
  KEYS.set(node, key);
  return node;
}

function nameOf(node) {
  return node.getAttribute("aria-label") ?? node.textContent;
}
