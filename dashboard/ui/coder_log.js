// The log of steps, and what they make of a draft. This browser alone numbers them; the
// server acknowledges them, and this browser keeps them until the draft is forgotten.

const STORE = "on-the-record:draft:";
const OPEN_HERE = "on-the-record:open"; // of this tab: which draft a reload goes back to
const MOST = 1_000_000; // characters that are kept of one draft

const REFUSED = "refused"; // what stands for a step that the server has not taken

// The steps that hold: those undone are left out, an undone undo brings them back.
function holding(steps) {
  const undone = new Set(), groups = new Map();
  for (const step of steps) {
    if (step.group !== undefined) groups.set(step.group, [...(groups.get(step.group) ?? []), step.n]);
  }
  const byNumber = new Map(steps.map((step) => [step.n, step]));
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    if (step.do !== "undo" || undone.has(step.n)) continue;
    const of = byNumber.get(step.of);
    undone.add(step.of);
    for (const n of of?.group === undefined ? [] : groups.get(of.group)) if (n < step.n) undone.add(n);
  }
  return steps.filter((step) => !undone.has(step.n) && step.do !== "undo" && step.do !== REFUSED);
}

const copied = (item) => ({ ...item, fields: { ...item.fields }, questions: { ...item.questions },
  relays: (item.relays ?? []).map((hop) => [...hop]), participants: (item.participants ?? []).map((one) => [...one]) });
const LISTS = ["relays", "participants"];

function replayed(drafted, steps) {
  const rows = new Map(drafted.map((item) => [item.id, copied(item)]));
  const held = holding(steps), many = manyKept(held);
  for (const step of held) applied(rows, step, many);
  return rows;
}

// The groups that confirm more than one row: such a group leaves out what asks something.
function manyKept(steps) {
  const kept = new Map();
  for (const { group, to, id, do: what } of steps) {
    if (group !== undefined && what === "judge" && to === "kept") kept.set(group, (kept.get(group) ?? new Set()).add(id));
  }
  return new Set([...kept].filter(([, ids]) => ids.size > 1).map(([group]) => group));
}

// One step done to the rows, as `coding/items.py` does it: a row that is not there, or
// was taken away, takes none.
function applied(rows, step, many) {
  if (step.do === "add") {
    const [start, end] = step.to ?? [0, 0];
    const { relays = [], participants = [], ...fields } = step.fields;
    rows.set(step.id, { id: step.id, table: step.table, start, end, words: step.words ?? "", state: "kept",
      rule: "", why: "", confidence: 1, fields, relays, participants, questions: {}, places: [], added: true });
    return;
  }
  const row = rows.get(step.id);
  if (!row) return;
  if (step.do === "judge") {
    const asks = Object.keys(row.questions).length > 0;
    if (step.to === "kept" && asks && many.has(step.group)) return;
    row.state = step.to;
    if (step.to === "kept") row.questions = {};
  } else if (step.do === "span") {
    [row.start, row.end] = step.to;
    row.words = step.words;
  } else if (step.do === "set") {
    if (LISTS.includes(step.field)) row[step.field] = step.to;
    else row.fields[step.field] = step.to;
    delete row.questions[step.field];
  }
}

// What U takes back: the last step (with its group) that still holds.
function lastHeld(steps) {
  return holding(steps).at(-1) ?? null;
}

// What R brings back: the last undo that holds, unless something was done since.
function lastUndo(steps) {
  const last = steps.at(-1);
  if (last?.do !== "undo") return null;
  const undone = new Set();
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    if (step.do !== "undo") return null;
    if (undone.has(step.n)) continue;
    if (steps.some((other) => other.do === "undo" && other.n === step.of)) undone.add(step.of);
    else return step;
  }
  return null;
}

const nameOf = (doc) => `${STORE}${doc}`;
const LOG = ":log"; // after the name of a draft: what changes with each step
let whole = null; // what this page has written of a draft, all but its log

// Keeps a draft; false where this browser keeps none, or none so long.
function keepDraft({ doc, steps, now, part, at, ...held }) {
  try {
    if (whole?.doc !== doc) {
      const told = JSON.stringify({ doc, ...held });
      localStorage.setItem(nameOf(doc), told);
      whole = { doc, size: told.length };
    }
    const log = JSON.stringify({ steps, now, part, at });
    if (whole.size + log.length > MOST) throw new Error("too long to be kept");
    localStorage.setItem(nameOf(doc) + LOG, log);
    sessionStorage.setItem(OPEN_HERE, doc);
    return true;
  } catch {
    whole = null;
    return false;
  }
}

function keptDraft(doc) {
  try {
    const draft = JSON.parse(localStorage.getItem(nameOf(doc)));
    const log = JSON.parse(localStorage.getItem(nameOf(doc) + LOG));
    return draft?.doc === doc && Array.isArray(log?.steps) ? { ...draft, ...log } : null;
  } catch {
    return null;
  }
}

function keptDrafts() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(STORE) && !key.endsWith(LOG))
      .map((key) => keptDraft(key.slice(STORE.length))).filter(Boolean)
      .sort((a, b) => (a.at < b.at ? 1 : -1));
  } catch {
    return [];
  }
}

function forgetDraft(doc) {
  try {
    whole = null;
    localStorage.removeItem(nameOf(doc));
    localStorage.removeItem(nameOf(doc) + LOG);
    if (sessionStorage.getItem(OPEN_HERE) === doc) sessionStorage.removeItem(OPEN_HERE);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function downloadDraft(draft) {
  const link = document.createElement("a");
  const { doc, into, at, part, now, ...held } = draft; // what is this browser's alone stays
  const file = new Blob([JSON.stringify(held, null, 1)], { type: "application/json" });
  link.href = URL.createObjectURL(file);
  const title = (draft.about?.title || "article").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  link.download = `${title.slice(0, 60).replace(/^-|-$/g, "") || "article"}.otr-draft.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// A draft as one file, as `coding/draft_file.py` reads it: with what was drafted, so that
// it holds also where the rules have changed since.
function draftFile({ text, about, drafter, steps, items, decisions }) {
  const proposals = items.map(({ id, table, start, end, fields, rule, confidence, questions, relays, places }) =>
    ({ id, table, start, end, fields, rule, confidence, questions, relays: relays ?? [], places: places ?? [] }));
  for (const { id, start, end, rule, confidence, participants } of items) {
    (participants ?? []).forEach(([actor_id, country_id], i) => proposals.push({ id: `${id}-${i}`, table: "participants", start, end,
      fields: { event_id: id, actor_id, country_id }, rule, confidence, questions: {}, relays: [], places: [] }));
  }
  return { format: "on-the-record draft", version: 1, text, about, drafter, steps, proposals, decisions };
}
