// What eyes see of the focus: window.eyes.look() after each key, and window.eyes.lost, looked for at every frame.
(() => {
  const focused = () => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at;
  };
  const widget = () => document.querySelector("lotse-chat");
  const isOpen = () => Boolean(widget()?.shadowRoot.querySelector("[role=dialog], dialog")?.checkVisibility());
  const above = (node) => node.assignedSlot || node.parentElement || node.getRootNode().host;

  // Colours as [red, green, blue] from 0 to 255; the brush understands every way to write one.
  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const over = ([r, g, b, a], ground) => [r, g, b].map((part, n) => (part * a + ground[n] * (255 - a)) / 255);
  const groundOf = (node) => {
    const layers = [];
    for (let at = node; at && layers.at(-1)?.[3] !== 255; at = above(at)) {
      layers.push(rgba(getComputedStyle(at).backgroundColor));
    }
    return layers.reduceRight((under, layer) => over(layer, under), rgba("Canvas").slice(0, 3));
  };
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };

  const nameOf = (node) => {
    const text = node.getAttribute("aria-label") || node.labels?.[0]?.textContent || node.textContent;
    return text.replace(/\s+/g, " ").trim();
  };
  const outlineOf = (node) => {
    const style = getComputedStyle(node);
    const px = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    const behind = groundOf(parseFloat(style.outlineOffset) < 0 ? node : above(node) || node);
    // The browser's own ring is of two colours and stands out from any ground.
    const seen = style.outlineStyle === "auto" ? 21 : contrast(over(rgba(style.outlineColor), behind), behind);
    return { outline_px: px, contrast: seen };
  };

  const look = () => {
    const at = focused();
    const box = at.getClientRects()[0] || new DOMRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const there = at.getRootNode().elementFromPoint(x, y);
    return {
      tag: at.localName,
      name: nameOf(at),
      inside: at.getRootNode().host === widget() && at !== document.body,
      dialog: isOpen(),
      on_screen: box.width > 0 && x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight,
      covered: !(there && (at.contains(there) || there.contains(at))),
      value: "value" in at ? at.value : null,
      ...outlineOf(at),
    };
  };

  const lost = [];
  let last = "";
  const watch = () => {
    const at = focused();
    if (at === document.body && isOpen()) lost.push(last);
    else last = at?.outerHTML.slice(0, 120);
    requestAnimationFrame(watch);
  };
  watch();
  window.eyes = { look, lost };
})();
