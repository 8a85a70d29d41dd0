// Rows copied from their list. The buttons stand in the list's own HTML (`markup.rows`):
// this listens for them, wherever on the page they are. Nothing is sent anywhere.

const SHOWN = 2_000; // Milliseconds for which a button says that it copied.

export default function ({ parentElement }) {
  const status = parentElement.querySelector("[role=status]");
  const pressed = ({ target }) => {
    const button = target.closest?.(".otr-copy button");
    if (button) copy(button, status);
  };
  document.addEventListener("click", pressed);
  return () => document.removeEventListener("click", pressed);
}

async function copy(button, status) {
  const { words, link } = button.dataset;
  const text = words ?? new URL(link, location.href).href;
  button.parentElement.querySelector("textarea")?.remove();
  try {
    await navigator.clipboard.writeText(text);
    say(status, "Copied");
    const label = (button.dataset.label ??= button.textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = label), SHOWN);
  } catch {
    // Without https, or forbidden: the reader copies what is selected.
    const field = document.createElement("textarea");
    field.readOnly = true;
    field.rows = 3;
    field.value = text;
    field.setAttribute("aria-label", "To copy by hand");
    button.parentElement.append(field);
    field.focus();
    field.select();
    say(status, "This connection does not let a page copy. The words are selected: copy" +
      " them with Ctrl+C (on a phone: hold, then Copy).");
  }
}

function say(status, words) {
  status.textContent = "";
  // Said again even if it is the same words.
  requestAnimationFrame(() => (status.textContent = words));
}
