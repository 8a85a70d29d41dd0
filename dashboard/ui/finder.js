// The search in the frame, from the keyboard: “/” opens it, arrows go through what is
// found, Escape closes it (Streamlit's own) and gives the focus back. Nothing is sent.

const BUTTON = ".st-key-finder button";
const FIELD = ".st-key-finder_words input";
const FOUND = ".st-key-otr_found a";
const PATIENCE = 3_000; // Milliseconds in which what was opened must be there.

export default function () {
  const pressed = (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (key === "/" && !typing(target)) {
      event.preventDefault();
      open();
    } else if ((key === "ArrowDown" || key === "ArrowUp") && target.closest?.(`${FIELD}, ${FOUND}`)) {
      event.preventDefault();
      move(target, key === "ArrowDown" ? 1 : -1);
    }
  };
  // Its field takes the focus however it was opened.
  const clicked = ({ target }) => {
    if (target.closest?.(BUTTON)) focus(Date.now() + PATIENCE);
  };
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", clicked);
  return () => {
    document.removeEventListener("keydown", pressed);
    document.removeEventListener("click", clicked);
  };
}

function typing(target) {
  // A component's field stands in a shadow root: the event comes from its host.
  const at = document.activeElement?.shadowRoot?.activeElement ?? target;
  return at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
}

function open() {
  const field = document.querySelector(FIELD);
  if (field) field.focus();
  else document.querySelector(BUTTON)?.click();
}

function focus(until) {
  const field = document.querySelector(FIELD);
  if (field) field.focus();
  else if (Date.now() < until) requestAnimationFrame(() => focus(until));
}

function move(target, step) {
  const stops = [document.querySelector(FIELD), ...document.querySelectorAll(FOUND)];
  const now = stops.indexOf(target.closest(`${FIELD}, ${FOUND}`));
  stops[Math.min(Math.max(now + step, 0), stops.length - 1)]?.focus();
}
