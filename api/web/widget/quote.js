/** Finds cited words in a passage, literally or not at all. Knows no page. */

const SENTENCE_END = /[.!?…]["“”»«’')\]]*\s+/g;

/**
 * Cut a passage where cited words stand in it. A quote may join several sentences of the passage, in any order; when
 * one of them is not there exactly, nothing is marked.
 * @param {string} passage
 * @param {string} quote
 * @returns {{text: string, cited: boolean}[]} the whole passage in pieces, in order
 */
export function piecesOf(passage, quote) {
  const pieces = [];
  let from = 0;
  for (const [start, end] of spansOf(passage, quote.trim())) {
    if (end <= from) continue;
    if (start > from) pieces.push({text: passage.slice(from, start), cited: false});
    pieces.push({text: passage.slice(Math.max(from, start), end), cited: true});
    from = end;
  }
  if (from < passage.length) pieces.push({text: passage.slice(from), cited: false});
  return pieces;
}

/** Return where the parts of a quote stand, sorted; the longest part that is there goes first. */
function spansOf(passage, quote) {
  const ends = [...quote.matchAll(SENTENCE_END)].map((found) => found.index + found[0].length);
  ends.push(quote.length);
  const spans = [];
  let from = 0;
  while (from < quote.length) {
    const end = ends.findLast((one) => one > from && passage.includes(quote.slice(from, one).trim()));
    if (end === undefined) return [];
    const part = quote.slice(from, end).trim();
    const start = passage.indexOf(part);
    spans.push([start, start + part.length]);
    from = end;
  }
  return spans.sort(([a], [b]) => a - b);
}
