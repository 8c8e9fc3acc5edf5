// What no reply may bring into the widget: everything that runs, leads off the web, hides or widens.
() => {
  const root = document.querySelector("lotse-chat").shadowRoot;
  const all = [...root.querySelectorAll("*")];
  const attributes = all.flatMap((node) => [...node.attributes].map(({ name, value }) => ({ node, name, value })));
  const runs = ({ name }) => /^on|^style$|^srcdoc$/.test(name);
  const leadsAway = ({ name, value }) => /^(href|src|action|formaction)$/.test(name) && !/^https?:\/\//.test(value);
  const said = ({ node, name, value }) => `${node.localName} ${name}=${value.slice(0, 60)}`;
  const strange = "script, img, iframe, object, embed, style, link, base, b, animate, set, template";
  return {
    harmed: window.harmed ?? null,
    attributes: attributes.filter((one) => runs(one) || leadsAway(one)).map(said),
    elements: all.filter((node) => node.matches(strange)).map((node) => node.outerHTML.slice(0, 60)),
    wide: all
      .filter((node) => node.checkVisibility() && node.clientWidth > 1)
      .filter((node) => getComputedStyle(node).overflowX !== "visible" && node.scrollWidth > node.clientWidth + 1)
      .map((node) => `${node.localName}.${node.className}`),
  };
}
