// The drafts that this browser keeps: one is taken up by a button, and the one that was
// open in this tab by itself, after a reload or when the server has begun anew.

export default function ({ data, parentElement, setStateValue }) {
  const box = parentElement.querySelector(".otr-d-drafts");
  const send = ({ part, now, ...draft }) => setStateValue("kept", { ...draft, at: Date.now() });
  if (data.left) leave();
  if (data.saved) {
    forgetDraft(data.saved);
    box.replaceChildren();
    return;
  }
  const open = reopened();
  if (open) {
    box.replaceChildren(make("p", { textContent: "Taking up your draft again …" }));
    send(open);
    return;
  }
  draw(box, send);
}

function leave() {
  try {
    sessionStorage.removeItem(OPEN_HERE);
  } catch {
    // Then nothing is open.
  }
}

function reopened() {
  try {
    const doc = sessionStorage.getItem(OPEN_HERE);
    return doc ? keptDraft(doc) : null;
  } catch {
    return null;
  }
}

function draw(box, send) {
  const drafts = keptDrafts();
  if (!drafts.length) {
    box.replaceChildren();
    return;
  }
  const list = make("ul");
  for (const draft of drafts) {
    const title = draft.about?.title || draft.text.trim().split("\n", 1)[0].slice(0, 80) || "An article";
    const steps = `${draft.steps.length} ${draft.steps.length === 1 ? "step" : "steps"}`;
    const when = new Date(draft.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    const take = make("button", { type: "button", textContent: "Go on with it", className: "otr-d-yes" });
    take.onclick = () => send(draft);
    const save = make("button", { type: "button", textContent: "Download" });
    save.onclick = () => downloadDraft(draft);
    const forget = make("button", { type: "button", textContent: "Forget" });
    forget.onclick = () => {
      if (forget.textContent === "Forget") forget.textContent = "Forget it for good";
      else {
        forgetDraft(draft.doc);
        draw(box, send);
      }
    };
    forget.onblur = () => (forget.textContent = "Forget");
    for (const one of [take, save, forget]) one.setAttribute("aria-label", `${one.textContent}: ${title}`);
    forget.removeAttribute("aria-label");
    list.append(make("li", {}, make("b", { textContent: title }), make("span", { textContent: ` ${steps}, ${when}` }), make("span", { className: "otr-d-draft-does" }, take, save, forget)));
  }
  box.replaceChildren(make("h2", { textContent: "Drafts that this browser keeps" }), list);
}
