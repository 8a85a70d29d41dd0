// The desk on which an article is coded. What is judged here stands here at once, also
// while the line is down: Python gets a log of numbered steps (state, no trigger: quick
// triggers overwrite one another) and says which of them it has.

const PARTS = { quotes: "Statements", positions: "Stances", events: "Events", marks: "Quotation marks", names: "People, places, issues" };
const OF_NAMES = ["actors", "countries", "issues"];
const SURE = 0.9;
const GATHER = 150; // milliseconds in which quick keys become one message
const NO_LETTERS = "on-the-record:letters-off";
const KEYS = { a: "keep", Enter: "keep", x: "out", " ": "later", j: "next", ArrowDown: "next", k: "back", ArrowUp: "back",
  u: "undo", Backspace: "undo", r: "redo", n: "new", s: "span", "]": "longer", "[": "shorter", "}": "later-start",
  "{": "earlier-start", e: "edit", y: "yes", p: "stance", d: "split", m: "merge", "?": "help" };
const HELP = [["A, Enter", "confirm the row"], ["X", "reject it"], ["Space", "leave it for later"], ["U, Backspace, Ctrl+Z", "undo"],
  ["R, Ctrl+Y", "redo"], ["J, K, arrows", "next row, previous row"], ["Y", "answer yes"], ["E", "edit; Enter takes what is typed, Escape cancels"],
  ["N", "selected words become a new row"], ["S", "selected words become the words of this row"], ["[ ]", "move the end one word back, forward"],
  ["{ }", "move the beginning one word back, forward"], ["D", "split the selected end off as a row of its own"], ["M", "join with the next row"],
  ["P", "add a stance on this statement"], ["1 to 5", "go to statements, stances, events, quotation marks, names"],
  ["arrows in the text", "move from word to word; with Shift, select"], ["?", "this list"]];

const desks = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  let p = desks.get(parentElement);
  if (!p) desks.set(parentElement, (p = begin(parentElement.querySelector(".otr-d-coder"))));
  p.send = setStateValue;
  receive(p, data);
  return () => {
    end(p);
    desks.delete(parentElement);
  };
}

function begin(root) {
  const $ = (name) => root.querySelector(`.otr-d-${name}`);
  const p = { root, box: $("text"), list: $("list"), card: $("card"), parts: $("parts"), saying: $("say"), picked: $("picked"),
    doc: null, rows: new Map(), order: [], part: "quotes", now: null, steps: [], seq: 0, acked: 0, best: 0,
    marks: new Map(), options: new Map(), problems: new Map(), restOpen: false, aboutOpen: null, mayWrite: true, isKept: true,
    letters: true, with: new Set() };
  root.onkeydown = (event) => pressed(p, event);
  root.addEventListener("otr-d-done", () => backToRows(p));
  // Whoever leaves the desk, to save perhaps, leaves no step behind.
  root.addEventListener("focusout", () => p.timer && p.text && send(p, 0));
  p.list.onclick = ({ target }) => {
    const option = target.closest("[role=option]");
    if (option) goTo(p, option.dataset.row);
  };
  p.box.onclick = ({ target }) => {
    const mark = target.closest("mark");
    if (mark && !selectedWords(p.box, p.text)) goTo(p, mark.dataset.row, { scrolls: false });
  };
  // A drag that ends beside the text must not select the page.
  p.box.onpointerdown = () => {
    document.body.style.userSelect = "none";
    const done = () => (document.body.style.userSelect = "");
    addEventListener("pointerup", done, { once: true });
    addEventListener("pointercancel", done, { once: true });
  };
  // A finger on a button takes the selection away before the click comes.
  root.addEventListener("pointerdown", ({ target }) => {
    if (target.closest("[data-do=new], [data-do=span], [data-do=split]")) p.held = selectedWords(p.box, p.text) ?? p.held;
  });
  for (const button of root.querySelectorAll("button[data-do]")) button.onclick = () => does(p, button.dataset.do);
  $("order").onchange = ({ target }) => {
    p.isByDoubt = target.value === "doubt";
    arrange(p);
    goTo(p, nextOpen(p, -1) ?? p.order[0]);
  };
  $("help").querySelector("dl").append(...HELP.flatMap(([key, what]) => [make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: what })]));
  const letters = $("letters");
  try {
    p.letters = !localStorage.getItem(NO_LETTERS);
  } catch {
    // Where nothing can be kept, keys are on.
  }
  letters.checked = p.letters;
  letters.onchange = () => {
    p.letters = letters.checked;
    try {
      if (p.letters) localStorage.removeItem(NO_LETTERS);
      else localStorage.setItem(NO_LETTERS, "1");
    } catch {
      // It holds until the page is closed.
    }
  };
  p.onSelection = () => {
    clearTimeout(p.picking);
    p.picking = setTimeout(() => pick(p), 60);
  };
  document.addEventListener("selectionchange", p.onSelection);
  p.onLeave = (event) => {
    if (p.steps.length && !p.isKept && p.seq > (p.downloaded ?? 0)) event.preventDefault();
  };
  addEventListener("beforeunload", p.onLeave);
  return p;
}

function end(p) {
  clearTimeout(p.timer);
  clearTimeout(p.picking);
  document.removeEventListener("selectionchange", p.onSelection);
  removeEventListener("beforeunload", p.onLeave);
  p.release?.();
  p.waiting?.abort();
}

// What Python says

function receive(p, data) {
  const is = `${data.doc}:${data.version}`;
  if (p.holds !== is) {
    if (!data.whole) return p.send("log", { doc: data.doc, now: p.now, holds: "", steps: [] });
    const isOther = p.doc !== data.doc;
    take(p, data, data.whole);
    p.holds = is;
    if (isOther) {
      lock(p);
      // A text that has just come is read from its beginning, and its rows take keys.
      document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
      if (document.activeElement === document.body) p.list.focus({ preventScroll: true });
    }
    send(p, 0);
  }
  p.acked = data.acked;
  refuse(p, data.refused ?? []);
  p.problems = new Map(Object.entries(data.problems ?? {}));
  if (data.gone) drop(p);
  if (p.acked < p.best || p.acked < p.seq) send(p, p.acked < p.best ? 0 : GATHER); // it forgot, or lacks some
  p.best = p.acked;
  keptLine(p);
}

// A draft to work on, and what this browser has done with it already.
function take(p, data, whole) {
  p.doc = data.doc;
  p.text = measure(whole.text);
  p.drafted = whole.items;
  p.decisions = whole.decisions;
  p.first = whole.about;
  p.called = whole.called;
  p.drafter = whole.drafter;
  p.into = whole.into;
  p.rested = whole.rested ?? {};
  p.forms = whole.forms;
  p.speech = whole.speech;
  p.actors = new Map(whole.choices.actors.map(([id, name, kind, role, country]) => [id, { name, kind, role, country_id: country }]));
  p.countries = new Map(whole.choices.countries);
  p.issues = new Map(whole.choices.issues);
  const kept = keptDraft(p.doc);
  const theirs = whole.steps ?? [];
  p.steps = kept && kept.steps.length > theirs.length ? kept.steps : theirs;
  p.seq = p.steps.at(-1)?.n ?? 0;
  p.acked = data.acked;
  p.best = 0;
  p.counted = null;
  p.rows = replayed(p.drafted, p.steps);
  p.with = comesWith(p);
  p.about = aboutNow(p);
  p.part = kept?.part ?? "quotes";
  p.now = null;
  save(p);
  partsBar(p);
  aboutForm(p);
  const wanted = p.rows.get(whole.at);
  if (wanted) p.part = OF_NAMES.includes(wanted.table) ? "names" : wanted.table;
  arrange(p);
  const at = p.order.indexOf(kept?.now); // the row that was at hand, or the next to judge
  const first = at >= 0 && p.rows.get(kept.now).state === "open" ? kept.now : nextOpen(p, at) ?? kept?.now ?? p.order[0];
  drawMarks(p);
  goTo(p, wanted?.id ?? first, { told: false });
  if (kept && p.steps.length) tell(p, `Taken up again: ${p.steps.length} ${p.steps.length === 1 ? "step" : "steps"} from this browser.`);
}

// What the server has not taken is not done here either, and why is said.
function refuse(p, refused) {
  let why = "";
  for (const [n, sentence] of refused) {
    const at = p.steps.findIndex((step) => step.n === n);
    if (at < 0 || p.steps[at].do === REFUSED) continue;
    p.steps[at] = { n, do: REFUSED };
    why = `That was not taken: ${sentence}.`;
  }
  if (!why) return;
  save(p);
  redo(p);
  tell(p, why);
}

// One tab writes a draft, others read it; they may write when it is closed.
function lock(p) {
  p.release?.();
  p.waiting?.abort();
  if (!navigator.locks) return;
  const name = nameOf(p.doc), held = () => new Promise((done) => (p.release = done));
  navigator.locks.request(name, { ifAvailable: true }, (mine) => {
    readOnly(p, !mine);
    if (mine) return held();
    p.waiting = new AbortController();
    navigator.locks.request(name, { signal: p.waiting.signal }, () => {
      const kept = keptDraft(p.doc);
      if (kept && kept.steps.length >= p.steps.length) {
        p.steps = kept.steps;
        p.seq = p.steps.at(-1)?.n ?? 0;
      }
      readOnly(p, false);
      redo(p);
      send(p, 0);
      return held();
    }).catch(() => {}); // given up: another draft was opened
  });
}

function readOnly(p, is) {
  p.mayWrite = !is;
  p.root.classList.toggle("otr-d-reading", is);
  keptLine(p);
  if (is) tell(p, "This draft is open in another tab. Here it can only be read.");
}

// Steps

function write(p, steps, { gathered = GATHER } = {}) {
  if (!p.mayWrite) {
    tell(p, "This draft is open in another tab. Here it can only be read.");
    return false;
  }
  const group = steps.length > 1 ? { group: p.seq + 1 } : {};
  const numbered = steps.map((step) => ({ n: ++p.seq, ...step, ...group }));
  const many = manyKept(numbered);
  for (const step of numbered) {
    p.steps.push(step);
    if (step.do === "about") p.about = { ...p.about, [step.field]: step.to };
    else if (step.do !== "undo") applied(p.rows, step, many);
  }
  p.with = comesWith(p);
  save(p);
  send(p, gathered);
  return true;
}

function save(p) {
  if (!p.mayWrite) return;
  p.isKept = keepDraft({ doc: p.doc, into: p.into, at: new Date().toISOString(), part: p.part, now: p.now, ...draftNow(p) });
  keptLine(p);
}

const draftNow = (p) => draftFile({ text: p.text.source, about: p.first, drafter: p.drafter, steps: p.steps, items: p.drafted, decisions: p.decisions });

function send(p, wait) {
  clearTimeout(p.timer);
  p.timer = setTimeout(() => {
    p.timer = 0;
    p.send("log", { doc: p.doc, now: p.now, holds: p.holds ?? "", steps: p.steps.filter((step) => step.n > p.acked) });
  }, wait);
}

// What the article says of itself, as it was confirmed and corrected since.
function aboutNow(p) {
  const corrected = holding(p.steps).filter((step) => step.do === "about").map((step) => [step.field, step.to]);
  return { ...p.first, ...Object.fromEntries(corrected) };
}

function aboutForm(p) {
  const box = p.root.querySelector(".otr-d-article > div");
  box.replaceChildren(...Object.entries(p.called).map(([field, label]) => labelled({ name: field, label }, textOf(p.about[field], (to) => {
    write(p, [{ do: "about", field, to }]);
    tell(p, `${label}: ${to || "nothing"}.`);
  }))));
}

function redo(p) {
  p.counted = null;
  p.rows = replayed(p.drafted, p.steps);
  p.with = comesWith(p);
  p.about = aboutNow(p);
  arrange(p);
  drawMarks(p);
  if (!p.order.includes(p.now)) p.now = p.order[0] ?? null;
  show(p);
}

// What is on screen

const inPart = (p, row) => (p.part === "names" ? OF_NAMES.includes(row.table) : row.table === p.part);

function partsBar(p) {
  p.parts.replaceChildren(...Object.entries(PARTS).map(([part, name], i) => {
    const button = make("button", { type: "button" }, `${name} `, make("span"));
    button.dataset.part = part;
    button.title = `Key ${i + 1}`;
    button.onclick = () => turn(p, part);
    return button;
  }));
}

function turn(p, part, id = null) {
  p.part = part;
  arrange(p);
  drawMarks(p);
  goTo(p, id ?? nextOpen(p, -1) ?? p.order[0]);
}

// The rows of the part that is judged, in their order.
function arrange(p) {
  const rows = [...p.rows.values()].filter((row) => inPart(p, row));
  const place = (row) => (row.start >= 0 ? row.start : placeOf(p, row));
  rows.sort((a, b) => (p.isByDoubt ? a.confidence - b.confidence : 0) || place(a) - place(b) || b.end - a.end);
  p.order = rows.map((row) => row.id);
  p.options = new Map(rows.map((row) => {
    const option = make("li", { role: "option", id: `otr-d-row-${row.id}` });
    option.dataset.row = row.id;
    return [row.id, option];
  }));
  p.list.replaceChildren(...p.options.values());
  for (const row of rows) option(p, row);
  p.list.hidden = !rows.length;
}

function placeOf(p, row) {
  return p.rows.get(row.fields.quote_id)?.start ?? 0;
}

function option(p, row) {
  const one = p.options.get(row.id);
  if (!one) return;
  const asks = Object.keys(row.questions).length && row.state === "open" ? "; has a question" : "";
  const lacks = row.state === "kept" && lacking(p, row) ? ", not complete" : "";
  let state = STATES[row.state];
  if (row.state === "open" && p.with.has(row.id)) state = row.table === "marks" ? "comes with a statement" : "comes with what names it";
  else if (row.state === "open" && OF_NAMES.includes(row.table)) state = "left out unless a row names it";
  const words = `${titleOf(p, row)} (${state}${asks}${lacks})`;
  if (one.textContent !== words) one.textContent = words;
  one.className = `otr-d-${row.state}${row.id === p.now ? " otr-d-now" : ""}`;
  one.setAttribute("aria-selected", String(row.id === p.now));
}

const NEAR_BY = "otr-d-near"; // words that tell who says a statement, and how

function drawMarks(p) {
  const spans = [];
  for (const id of p.order) {
    const row = p.rows.get(id), name = `otr-d-${row.state}`;
    if (!OF_NAMES.includes(row.table)) spans.push({ id, name, start: row.start, end: row.end });
    // Of a name, wherever it stands; of a statement, who says it and how.
    const places = row.places?.length ? row.places : OF_NAMES.includes(row.table) ? [[row.start, row.end]] : [];
    for (const [start, end] of places) spans.push(OF_NAMES.includes(row.table) ? { id, name, start, end } : { id, name: NEAR_BY, start, end, weak: true });
  }
  drawText(p.box, p.text, spans);
  p.marks = new Map();
  for (const mark of p.box.querySelectorAll("mark")) {
    p.marks.set(mark.dataset.row, [...(p.marks.get(mark.dataset.row) ?? []), mark]);
  }
}

function paint(p, id) {
  const row = p.rows.get(id);
  if (!row) return;
  option(p, row);
  for (const mark of p.marks.get(id) ?? []) {
    const name = mark.classList.contains(NEAR_BY) ? NEAR_BY : `otr-d-${row.state}`;
    mark.className = `${name}${id === p.now ? " otr-d-now" : ""}`;
    if (id === p.now) mark.setAttribute("aria-current", "true");
    else mark.removeAttribute("aria-current");
  }
}

// A list, or the text: only its box scrolls, never the page.
function reveal(box, part, margin = 8) {
  if (!part) return;
  const outer = box.getBoundingClientRect(), inner = part.getBoundingClientRect();
  if (inner.top < outer.top + margin || inner.bottom > outer.bottom - margin) {
    box.scrollTop += inner.top - outer.top - Math.max(margin, (outer.height - inner.height) / 3);
  }
}

function goTo(p, id, { told = true, scrolls = true } = {}) {
  const before = p.now;
  p.now = id && p.rows.has(id) ? id : null;
  if (before) paint(p, before);
  show(p, scrolls);
  if (told && p.now) tell(p, `Row ${p.order.indexOf(p.now) + 1} of ${p.order.length}: ${titleOf(p, p.rows.get(p.now))}`);
}

function show(p, scrolls = true) {
  if (p.now) {
    paint(p, p.now);
    p.list.setAttribute("aria-activedescendant", `otr-d-row-${p.now}`);
    reveal(p.list, p.options.get(p.now));
    if (scrolls) reveal(p.box, p.marks.get(p.now)?.find((mark) => !mark.classList.contains(NEAR_BY)), 24);
  } else p.list.removeAttribute("aria-activedescendant");
  drawCard(p);
  numbers(p);
}

const later = (what) => setTimeout(what, 0);
const isJudged = (row) => row.state === "kept" || row.state === "out";

// What comes with rows that are confirmed, and needs no key: the marks around their
// words, and the people, places and issues that they name.
function comesWith(p) {
  const found = new Set();
  const want = (id) => {
    const one = p.rows.get(id);
    if (!one || found.has(id) || !OF_NAMES.includes(one.table)) return;
    found.add(id);
    want(one.fields.country_id);
    want(one.fields.member_of);
  };
  const kept = [...p.rows.values()].filter((one) => one.state === "kept" && !OF_NAMES.includes(one.table));
  for (const row of kept) {
    for (const name of NAMING) want(row.fields[name]);
    for (const pair of [...row.relays, ...row.participants]) pair.forEach(want);
  }
  const quotes = kept.filter((one) => one.table === "quotes");
  for (const mark of p.rows.values()) {
    if (mark.table !== "marks" || mark.state !== "open") continue;
    if (quotes.some((one) => (one.start <= mark.start && mark.end <= one.end) || (mark.start <= one.start && one.end <= mark.end))) found.add(mark.id);
  }
  return found;
}

const NAMING = ["speaker_id", "on_behalf_of", "issue_id", "country_id", "actor_id", "asserted_by"];

// How far it is: of quotation marks and saying verbs, and of the rows of each part.
function numbers(p) {
  const state = `${p.steps.length}:${p.part}`;
  if (p.counted !== state) {
    p.counted = state;
    p.accounts = accounted(p);
    p.sure = surely(p).length;
  }
  const [done, all] = p.accounts;
  p.root.querySelector(".otr-d-accounted").textContent = `${done} of ${all} quotation marks and words like “said” dealt with`;
  const counts = {};
  for (const row of p.rows.values()) {
    const part = OF_NAMES.includes(row.table) ? "names" : row.table;
    const one = (counts[part] ??= [0, 0]);
    one[1]++;
    if (isJudged(row) || p.with.has(row.id)) one[0]++;
  }
  for (const button of p.parts.children) {
    const [judged, rows] = counts[button.dataset.part] ?? [0, 0];
    button.lastChild.textContent = rows ? `${judged} of ${rows}` : "none yet";
    button.setAttribute("aria-pressed", String(button.dataset.part === p.part));
  }
  const button = p.root.querySelector("[data-do=sure]");
  button.textContent = `Confirm the ${p.sure} most certain`;
  button.disabled = !p.sure;
  p.root.querySelector("[data-do=stance]").hidden = p.rows.get(p.now)?.table !== "quotes";
  const gain = p.root.querySelector(".otr-d-gained");
  if (gain.open) gain.lastElementChild.replaceChildren(...gained(p));
  gain.ontoggle = () => gain.open && gain.lastElementChild.replaceChildren(...gained(p));
}

// Of how many marks and verbs it is decided what they are, as `coding/items.py` counts.
function accounted(p) {
  const kept = [...p.rows.values()].filter((one) => one.table === "quotes" && one.state === "kept");
  const marks = new Map([...p.rows.values()].filter((one) => one.table === "marks").map((one) => [`${one.start}:${one.end}`, one]));
  const cues = kept.map((one) => cueOf(p, one));
  let done = 0;
  for (const one of p.decisions) {
    const own = p.rows.get(one.proposal), mark = one.kind === "marks" ? marks.get(`${one.start}:${one.end}`) : null;
    if ((own && isJudged(own)) || (mark && isJudged(mark)) || (!own && !mark && one.why)
      || kept.some((quote) => quote.start <= one.start && one.end <= quote.end)
      || cues.some(([first, last]) => first <= one.start && one.end <= last)) done++;
  }
  return [done, p.decisions.length];
}

const NEAR = 400; // code points before and after a quote in which its cue is looked for

const points = (words) => {
  let number = 0;
  for (const _ of words) number++;
  return number;
};

// Where the word that attributes a statement stands, beside it; looked for once.
function cueOf(p, row) {
  const { start, end } = row, cue = row.fields.cue ?? "";
  if (!cue) return [0, 0];
  const known = `${start}:${end}:${cue}`;
  if (row.cue?.known === known) return row.cue.span;
  const first = Math.max(start - NEAR, 0);
  const before = p.text.slice(first, start), behind = p.text.slice(end, Math.min(end + NEAR, p.text.units.length - 1));
  const found = [];
  if (behind.includes(cue)) found.push(end + points(behind.slice(0, behind.indexOf(cue))));
  if (before.includes(cue)) found.push(first + points(before.slice(0, before.lastIndexOf(cue))));
  const far = (at) => (at >= end ? at - end : start - at);
  const at = found.sort((a, b) => far(a) - far(b))[0];
  row.cue = { known, span: at === undefined ? [0, 0] : [at, at + points(cue)] };
  return row.cue.span;
}

function keptLine(p) {
  const under = p.steps.filter((step) => step.n > p.acked).length;
  let told = p.isKept ? "Kept in this browser." : "This browser keeps no copy: download the draft before you leave.";
  if (under) told += ` ${under} ${under === 1 ? "change has" : "changes have"} not reached the server yet.`;
  else if (p.steps.length) told += ` The server knows ${p.steps.length === 1 ? "your 1 change" : `all your ${p.steps.length} changes`}.`;
  if (!p.mayWrite) told = "Open in another tab: here this draft can only be read.";
  const line = p.root.querySelector(".otr-d-safe");
  if (line.textContent !== told) line.textContent = told;
}

function tell(p, words) {
  p.saying.textContent = words;
}

function pick(p) {
  if (!p.text) return;
  const words = selectedWords(p.box, p.text);
  if (words) p.held = words;
  else if (document.activeElement === p.box) p.held = null;
  p.picked.parentElement.classList.toggle("otr-d-has", Boolean(p.held));
  p.picked.textContent = p.held ? `Selected: “${short(p.held.words, 120)}”` : "Nothing selected. Select words to add a row, or to correct what a row quotes.";
}

// Keys

function pressed(p, event) {
  const { key, target } = event;
  const types = target.matches("input:not([type=checkbox]), textarea, select");
  if (types) {
    if (key === "Escape" || (key === "Enter" && !target.matches("select")) || (key === "Enter" && event.ctrlKey)) {
      if (target.closest(".otr-d-by-words")) {
        if (key === "Enter") does(p, "words");
        return;
      }
      event.preventDefault();
      if (key === "Escape") target.onchange = target.onblur = null; // what was typed is not meant
      backToRows(p);
    }
    return;
  }
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z") {
    event.preventDefault();
    return does(p, event.shiftKey ? "redo" : "undo");
  }
  if (event.ctrlKey && key.toLowerCase() === "y") {
    event.preventDefault();
    return does(p, "redo");
  }
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (["ArrowLeft", "ArrowRight"].includes(key) && target === p.box) {
    event.preventDefault();
    return moveByWord(p.box, event);
  }
  const isRow = target === p.box || target === p.list;
  if (!isRow && (["Enter", " ", "Backspace"].includes(key) || key.startsWith("Arrow"))) return;
  if (!p.letters && !key.startsWith("Arrow") && key !== "Enter") return;
  if (/^[1-5]$/.test(key)) {
    event.preventDefault();
    turn(p, Object.keys(PARTS)[key - 1]);
    return p.list.focus({ preventScroll: true });
  }
  const what = KEYS[key.length === 1 ? key.toLowerCase() : key];
  if (!what) return;
  event.preventDefault();
  event.stopPropagation();
  does(p, what);
}

function backToRows(p) {
  p.list.focus({ preventScroll: true });
  later(() => show(p));
}

// Puts the keyboard into a field of the form, which is drawn already.
function focusField(p, field, of = null) {
  const inside = of ? p.card.querySelector(`[data-of="${CSS.escape(of)}"]`) ?? p.card : p.card;
  const look = () => inside.querySelector(`[data-field="${CSS.escape(field)}"]`);
  const rest = p.card.querySelector(".otr-d-rest");
  if (!look() && rest) {
    rest.fill();
    rest.open = true;
  }
  look()?.querySelector("input, select, button")?.focus();
}

// What a key or a button does

const ACTS = {
  keep: (p, row) => judge(p, row, "kept"),
  out: (p, row) => judge(p, row, "out"),
  later: (p, row) => judge(p, row, "later"),
  next: (p) => step(p, 1),
  back: (p) => step(p, -1),
  undo: (p) => takeBack(p, lastHeld(p.steps), "Nothing to undo.", "Undone."),
  redo: (p) => takeBack(p, lastUndo(p.steps), "Nothing to redo.", "Done again."),
  yes: (p, row) => {
    const fields = row ? Object.keys(row.questions) : [];
    if (!fields.length) return tell(p, "Nothing is asked about this row.");
    if (!write(p, fields.map((field) => ({ do: "set", id: row.id, field, to: row.fields[field] ?? "" })))) return;
    show(p);
    tell(p, "Taken as it is.");
  },
  edit: (p, row) => row && focusField(p, lacking(p, row)?.name ?? MAIN[row.table][0]),
  new: (p) => addRow(p),
  span: (p, row) => {
    const words = taken(p);
    if (row && words) moveTo(p, row, words.start, words.end);
  },
  split: (p, row) => split(p, row),
  merge: (p, row) => merge(p, row),
  stance: (p, row) => addStance(p, row),
  sure: (p) => confirmSure(p),
  words: (p) => byWords(p),
  help: (p) => {
    const help = p.root.querySelector(".otr-d-help");
    help.open = !help.open;
    if (help.open) help.querySelector("summary").focus();
  },
  download: (p) => {
    downloadDraft(draftNow(p));
    p.downloaded = p.seq;
    tell(p, "The draft is in your downloads.");
  },
  forget: (p) => (p.root.querySelector(".otr-d-forgetting").hidden = false),
  "keep-it": (p) => (p.root.querySelector(".otr-d-forgetting").hidden = true),
  "forget-all": (p) => {
    drop(p);
    p.send("gone", p.doc);
  },
};
for (const way of ["longer", "shorter", "later-start", "earlier-start"]) {
  ACTS[way] = (p, row) => row?.start >= 0 && moveTo(p, row, ...nudged(p.text, row, way));
}

const does = (p, what) => ACTS[what](p, p.rows.get(p.now));

function drop(p) {
  forgetDraft(p.doc);
  p.steps = [];
  p.mayWrite = false;
}

function nextOpen(p, from) {
  const isOpen = (id) => p.rows.get(id).state === "open" && !p.with.has(id);
  return p.order.slice(from + 1).find(isOpen) ?? p.order.slice(0, from + 1).find(isOpen);
}

function step(p, way) {
  const at = p.order.indexOf(p.now) + way;
  if (p.order[at]) goTo(p, p.order[at]);
  else tell(p, way > 0 ? "This is the last row." : "This is the first row.");
}

function judge(p, row, to) {
  if (!row) return;
  const lacks = to === "kept" && lacking(p, row);
  if (lacks) {
    focusField(p, lacks.name);
    return tell(p, `${lacks.label}: nothing chosen yet.`);
  }
  const others = to === "out" ? p.rested[row.id] : null;
  if (others) return tell(p, `It has to stay: another article’s account rests on it (“${short(others[0], 60)}”). Mend that one first.`);
  // What rests on a row goes with it, once that was said.
  const resting = to === "out" ? restingOn(p, row.id) : [];
  if (resting.length && p.asked !== row.id) {
    p.asked = row.id;
    const named = resting.slice(0, 3).map((one) => titleOf(p, one, 50)).join("; ");
    return tell(p, `${resting.length === 1 ? "One row rests" : `${resting.length} rows rest`} on this one: ${named}. Reject once more to reject ${resting.length === 1 ? "both" : "them all"}.`);
  }
  p.asked = null;
  // To confirm a row by itself is to say yes to what it asks.
  if (!write(p, [row, ...resting].map(({ id }) => ({ do: "judge", id, to })))) return;
  for (const { id } of [row, ...resting]) paint(p, id);
  if (to === "kept") p.root.querySelector(".otr-d-effect").textContent = effectOf(p, row) || p.root.querySelector(".otr-d-effect").textContent;
  const back = row.returns && p.rows.get(row.returns);
  if (back && to === "kept") {
    p.part = back.table;
    arrange(p);
    drawMarks(p);
    return goTo(p, nextOpen(p, p.order.indexOf(back.id)) ?? back.id);
  }
  const next = nextOpen(p, p.order.indexOf(row.id));
  if (next) return goTo(p, next);
  goTo(p, row.id, { told: false });
  const after = Object.keys(PARTS).find((part) => [...p.rows.values()].some((one) => one.state === "open" && !p.with.has(one.id) && !OF_NAMES.includes(one.table) && (part === "names" ? OF_NAMES.includes(one.table) : one.table === part)));
  tell(p, after ? `All of these are judged. Next: ${PARTS[after]}, key ${Object.keys(PARTS).indexOf(after) + 1}.` : "All rows are judged.");
}

// The confirmed rows that cannot stay without one, and those that cannot without these.
function restingOn(p, id) {
  const found = new Map(), waiting = [id];
  while (waiting.length) {
    const on = waiting.pop();
    for (const one of p.rows.values()) {
      if (one.state !== "kept" || one.table === "marks" || one.id === id || found.has(one.id)) continue;
      const names = Object.values(one.fields).includes(on) || [...one.relays, ...one.participants].some((pair) => pair.includes(on));
      if (!names) continue;
      found.set(one.id, one);
      waiting.push(one.id);
    }
  }
  return [...found.values()];
}

// The first field that a row must have and has not.
function lacking(p, row) {
  return (p.forms[row.table] ?? []).find((field) => field.required && field.name !== KEY_OF[row.table] && !(row.fields[field.name] ?? ""));
}

function takeBack(p, last, nothing, told) {
  if (!last) return tell(p, nothing);
  if (!write(p, [{ do: "undo", of: last.n }])) return;
  p.rows = replayed(p.drafted, p.steps);
  p.with = comesWith(p);
  p.about = aboutNow(p);
  aboutForm(p);
  const of = last.do === "undo" ? p.steps.find((one) => one.n === last.of) : last;
  const group = of.group === undefined ? [of] : p.steps.filter((one) => one.group === of.group);
  const row = group.map((one) => p.rows.get(one.id)).find((one) => one && inPart(p, one)) ?? p.rows.get(group[0].id) ?? null;
  if (row && !inPart(p, row)) p.part = OF_NAMES.includes(row.table) ? "names" : row.table;
  arrange(p);
  drawMarks(p);
  goTo(p, row?.id ?? (p.rows.has(p.now) ? p.now : p.order[0]), { told: false });
  tell(p, told);
}

function moveTo(p, row, start, end) {
  if (start === row.start && end === row.end) return;
  if (!write(p, [{ do: "span", id: row.id, to: [start, end], words: p.text.slice(start, end) }])) return;
  done(p);
  const words = p.text.slice(start, end);
  tell(p, `Now: ${short(words, 50)}${words.length > 50 ? ` … ${words.slice(-30)}` : ""}`);
}

function done(p) {
  p.held = null;
  document.getSelection().removeAllRanges();
  drawMarks(p);
  show(p);
  pick(p);
}

function taken(p) {
  const words = selectedWords(p.box, p.text) ?? p.held;
  if (!words) tell(p, "Select words in the text first.");
  return words;
}

// Who reports: the agency, else the publisher; as an actor of the article or the record.
function reporterOf(p) {
  const called = p.about.wire || p.about.publisher;
  if (!called) return "";
  for (const one of p.rows.values()) if (one.table === "actors" && one.state !== "out" && one.fields.name === called) return one.id;
  for (const [id, one] of p.actors) if (id === called || folded(one.name) === folded(called)) return id;
  return "";
}

// The same, and the step that makes an actor of it where none is there.
function reporterSteps(p) {
  const there = reporterOf(p), called = p.about.wire || p.about.publisher;
  if (there || !called) return [there, []];
  const id = `n${p.seq + 1}`;
  return [id, [{ do: "add", id, table: "actors", to: null, words: "", fields: { name: called, kind: "media" } }]];
}

// What a row begins with: nothing that the words do not show.
function blank(p, words, reporter) {
  const before = p.text.source[p.text.units[words.start] - 1] ?? "";
  if (p.part === "quotes") return { table: "quotes", fields: { kind: /[“"‘«„]/.test(before) ? "direct" : "indirect", speaker_id: "" } };
  if (p.part === "positions") {
    return { table: "positions", fields: { issue_id: "", stance: "", strength: "2", kind: "characterisation", voice: "reporter", asserted_by: reporter } };
  }
  if (p.part === "events") return { table: "events", fields: { title: "", kind: "other", precision: "unknown", date_basis: "undated", status: "past" } };
  if (p.part === "marks") return { table: "marks", fields: { decision: "" } };
  return { table: "actors", fields: { name: words.words, kind: "person" } };
}

function addRow(p) {
  const words = taken(p);
  if (!words) return;
  const [reporter, first] = p.part === "positions" ? reporterSteps(p) : ["", []];
  const { table, fields } = blank(p, words, reporter), id = `n${p.seq + 1 + first.length}`;
  if (!write(p, [...first, { do: "add", id, table, to: [words.start, words.end], words: words.words, fields }])) return;
  p.now = id;
  arrange(p);
  done(p);
  focusField(p, p.forms[table].find((one) => one.required && !fields[one.name])?.name ?? MAIN[table][0]);
  tell(p, `New row: ${short(words.words)}. Fill in the form, then A confirms it.`);
}

// A stance on a statement: as its speaker's own, until it is said otherwise.
function addStance(p, row) {
  if (row?.table !== "quotes") return tell(p, "Choose a statement first (key 1).");
  const { speaker_id, on_behalf_of, issue_id, hedge, kind } = row.fields;
  const isSilence = kind === "silence";
  const [reporter, first] = isSilence ? reporterSteps(p) : ["", []];
  const id = `n${p.seq + 1 + first.length}`;
  const country = row.questions.on_behalf_of ? "" : on_behalf_of;
  const isState = actorOf(p, speaker_id)?.kind === "state";
  const fields = { country_id: country ?? "", actor_id: country && isState ? "" : speaker_id ?? "", issue_id: issue_id ?? p.lastIssue ?? "",
    stance: isSilence ? "not_stated" : "", strength: isSilence ? "" : hedge ? "1" : "2", kind: isSilence ? "silence" : "declared",
    voice: isSilence ? "reporter" : "self", asserted_by: isSilence ? reporter : speaker_id ?? "", quote_id: row.id, hedge: hedge ?? "" };
  if (!write(p, [...first, { do: "add", id, table: "positions", to: [row.start, row.end], words: row.words, fields }])) return;
  p.rows.get(id).returns = row.id;
  turn(p, "positions", id);
  focusField(p, fields.issue_id ? "stance" : "issue_id");
}

function split(p, row) {
  const words = row && taken(p);
  if (!words) return;
  if (!(row.start < words.start && words.start < row.end && words.end <= row.end)) {
    return tell(p, "Select the end of this row's words: it becomes a row of its own.");
  }
  const before = trimmed(p.text, p.text.units[row.start], p.text.units[words.start]);
  const after = trimmed(p.text, p.text.units[words.start], p.text.units[row.end]);
  if (!before || !after) return;
  const id = `n${p.seq + 2}`;
  if (!write(p, [{ do: "span", id: row.id, to: [before.start, before.end], words: before.words },
    { do: "add", id, table: row.table, to: [after.start, after.end], words: after.words, fields: { ...row.fields, ...(row.relays.length ? { relays: row.relays } : {}) } }])) return;
  arrange(p);
  done(p);
  tell(p, "Two rows now.");
}

function merge(p, row) {
  const next = row && p.rows.get(p.order.filter((id) => p.rows.get(id).state !== "out" && p.rows.get(id).start >= row.end)[0]);
  if (!next) return tell(p, "No row follows this one.");
  if (!write(p, [{ do: "span", id: row.id, to: [row.start, next.end], words: p.text.slice(row.start, next.end) }, { do: "judge", id: next.id, to: "out" }])) return;
  done(p);
  paint(p, next.id);
  tell(p, "Joined with the next row.");
}

// The rows of this part that the drafter is sure of, and that ask nothing.
function surely(p) {
  return p.order.map((id) => p.rows.get(id)).filter((row) => row.state === "open" && !row.added && row.confidence >= SURE && !Object.keys(row.questions).length && !lacking(p, row));
}

function confirmSure(p) {
  const rows = surely(p);
  if (!rows.length) return;
  if (!write(p, rows.map(({ id }) => ({ do: "judge", id, to: "kept" })))) return;
  for (const { id } of rows) paint(p, id);
  goTo(p, nextOpen(p, -1) ?? p.now, { told: false });
  tell(p, `${rows.length} rows confirmed. U takes that back.`);
}

function byWords(p) {
  const first = p.root.querySelector(".otr-d-first"), last = p.root.querySelector(".otr-d-last");
  const found = betweenWords(p.text, first.value, last.value);
  if (!found) return tell(p, "The text has no such words, one after the other.");
  p.held = found;
  selectSpan(p.box, p.text, found.start, found.end);
  reveal(p.box, p.box.querySelector("mark.otr-d-now"));
  p.box.focus({ preventScroll: true });
  pick(p);
  tell(p, `Selected: ${short(found.words)}. N makes a new row of it, S the words of this row.`);
}
