// What a screen reader would say of its own accord: window.ears.heard, each change of a live region in order.
(() => {
  const OWN = { status: "polite", log: "polite", alert: "assertive" };
  const isLive = (node) => {
    let said = null;
    for (let at = node; at; at = at.parentElement || at.getRootNode().host) {
      if (at.getAttribute("aria-busy") === "true") return false;
      said ??= at.getAttribute("aria-live") || OWN[at.getAttribute("role")] || null;
    }
    return said !== null && said !== "off";
  };
  const heard = [];
  const changed = ({ type, target, addedNodes }) => {
    const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
    if (!element || !isLive(element)) return [];
    return type === "characterData" ? [target.textContent] : [...addedNodes].map((node) => node.textContent);
  };
  const observer = new MutationObserver((changes) => {
    heard.push(...changes.flatMap(changed).map((text) => text.trim()).filter(Boolean));
  });
  for (const root of [document, document.querySelector("lotse-chat").shadowRoot]) {
    observer.observe(root, { childList: true, characterData: true, subtree: true });
  }
  window.ears = { heard };
})();
