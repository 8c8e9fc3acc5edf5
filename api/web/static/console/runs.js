// Keeps running runs fresh; when the last one has ended, the page is loaded once more to show its report.
"use strict";

const EVERY_MS = 1000;
const running = () => [...document.querySelectorAll("[data-running]")];

async function look() {
  const shown = running();
  if (!shown.length) return;
  const query = new URLSearchParams(shown.map((one) => ["run", one.dataset.run]));
  const answer = await fetch(`/console/knowledge/runs/state?${query}`, { redirect: "error" }).catch(() => null);
  if (answer?.ok) {
    const states = new Map((await answer.json()).map((state) => [String(state.id), state]));
    for (const one of shown) tell(one, states.get(one.dataset.run));
    if (!running().length) location.reload();
  }
  setTimeout(look, EVERY_MS);
}

function tell(one, state) {
  if (!state) return;
  const far = state.total ? `${state.done} von ${state.total}` : `${state.done}`;
  one.textContent = state.running ? `${state.state}: ${far}` : state.state;
  if (!state.running) delete one.dataset.running;
}

look();
