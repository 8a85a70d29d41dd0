// The row at hand: what it says, why it was drafted, what is asked, its form.

const STATES = { open: "to judge", kept: "confirmed", out: "rejected", later: "for later" };
const SHORT = 90; // signs of a row's words in a list

const actorOf = (p, id) => p.rows.get(id)?.fields ?? p.actors.get(id);
const nameOfActor = (p, id) => actorOf(p, id)?.name ?? id ?? "";
const nameOfCountry = (p, id) => p.rows.get(id)?.fields.name ?? p.countries.get(id)
  ?? [...p.rows.values()].find((one) => one.table === "countries" && one.fields.country_id === id)?.fields.name ?? id ?? "";
// The code of a country that an item of this article names, so that two can be compared.
const codeOf = (p, id) => (p.rows.get(id)?.table === "countries" ? p.rows.get(id).fields.country_id || id : id);
const nameOfIssue = (p, id) => p.rows.get(id)?.fields.label ?? p.issues.get(id) ?? id ?? "";
const short = (words, room = SHORT) => (words.length > room ? `${[...words].slice(0, room).join("")}…` : words).replace(/\s+/g, " ");
const inWords = (p, table, name, code) => p.forms[table]?.find((one) => one.name === name)?.words?.find(([key]) => key === code)?.[1] ?? code;

const holderOf = (p, { fields }) => fields.country_id ? nameOfCountry(p, fields.country_id) : nameOfActor(p, fields.actor_id);

// What a row is called in the list, in a choice and when it is spoken.
function titleOf(p, row, room = SHORT) {
  const { table, fields } = row;
  if (table === "quotes") return `${nameOfActor(p, fields.speaker_id) || "Nobody yet"}: ${short(row.words, room)}`;
  if (table === "positions") {
    return [holderOf(p, row) || "Nobody yet", inWords(p, table, "stance", fields.stance) || "no stance yet",
      nameOfIssue(p, fields.issue_id) || "no issue yet"].join(" · ");
  }
  if (table === "events") return short(fields.title || row.words, room);
  if (table === "marks") return `“${short(row.words, room)}”: ${inWords(p, table, "decision", fields.decision)}`;
  if (table === "issues") return `Issue: ${fields.label}`;
  if (table === "countries") return `${fields.name || row.words} (country)`;
  return `${fields.name || row.words} (${inWords(p, table, "kind", fields.kind) || "kind not known"})`;
}

// The fields that are seen at once; the others where they hold something, or are asked for.
const MAIN = {
  quotes: ["speaker_id", "kind", "cue", "issue_id"],
  positions: ["country_id", "actor_id", "issue_id", "stance", "strength", "voice", "asserted_by"],
  events: ["title", "kind", "happened_on", "precision", "status", "participants"],
  marks: ["decision", "quote_id"],
  actors: ["name", "kind", "role", "country_id", "member_of"],
  countries: ["name", "country_id", "kind"],
  issues: ["label", "support_means"],
};

function drawCard(p) {
  const row = p.rows.get(p.now);
  if (p.drawn !== p.now) p.restOpen = false;
  if (!row) {
    p.card.replaceChildren(make("p", { textContent: "Nothing to judge here. Select words in the text and press N to add a row." }));
    return;
  }
  const parts = [];
  const head = make("p", { className: "otr-d-said" });
  if (row.table === "quotes") {
    head.append(make("b", { textContent: nameOfActor(p, row.fields.speaker_id) || "Nobody yet" }),
      row.fields.cue ? ` (${row.fields.cue}): ` : ": ", row.words);
  } else head.append(titleOf(p, row, 300));
  parts.push(head);
  if (["positions", "events"].includes(row.table)) parts.push(make("p", { className: "otr-d-evidence", textContent: `In the article: “${short(row.words, 300)}”` }));
  const why = [];
  if (row.added) why.push("You added this row.");
  if (row.why) why.push(`Why this row: ${row.why}`);
  if (row.rule) {
    why.push(`Of 100 drafts like this, about ${Math.round(row.confidence * 100)} are right.`);
    const [kept, all] = acceptedBy(p, row.rule);
    if (all) why.push(`Here you accepted ${kept} of ${all}.`);
  }
  if (why.length) parts.push(make("p", { className: "otr-d-why", textContent: why.join(" ") }));
  for (const sentence of p.problems.get(row.id) ?? []) parts.push(make("p", { className: "otr-d-problem", textContent: sentence }));
  parts.push(...asked(p, row), ...likeness(p, row), ...form(p, row));
  const at = fieldAtHand(p);
  p.drawn = p.now;
  p.card.replaceChildren(...parts);
  at?.();
}

// Whoever is in a field stays there when the form is drawn anew.
function fieldAtHand(p) {
  const now = document.activeElement;
  if (!p.card.contains(now)) return null;
  const field = now.closest("[data-field]")?.dataset.field, of = now.closest("[data-of]")?.dataset.of ?? "", isOther = p.drawn !== p.now;
  return () => {
    if (isOther || !field) return p.list.focus({ preventScroll: true });
    const inside = of ? p.card.querySelector(`[data-of="${CSS.escape(of)}"]`) ?? p.card : p.card;
    const box = inside.querySelector(`[data-field="${CSS.escape(field)}"]`);
    (box?.querySelector("input, select, button") ?? p.list).focus({ preventScroll: true });
  };
}

function acceptedBy(p, rule) {
  let kept = 0, all = 0;
  for (const row of p.rows.values()) {
    if (row.rule !== rule || !["kept", "out"].includes(row.state)) continue;
    all++;
    if (row.state === "kept") kept++;
  }
  return [kept, all];
}

// Each guess that is asked, with the answer yes and the way to another.
function asked(p, row) {
  return Object.entries(row.questions).map(([field, question]) => {
    const yes = make("button", { type: "button", className: "otr-d-yes" }, "Yes ", make("kbd", { textContent: "Y" }));
    const no = make("button", { type: "button", textContent: "No" });
    yes.onclick = () => answered(p, row, field, true);
    no.onclick = () => answered(p, row, field, false);
    const label = p.forms[row.table].find((one) => one.name === field)?.label ?? field;
    const whole = field === "on_behalf_of" ? `Speaks ${question}` : `${label}: ${question}`;
    return make("p", { className: "otr-d-asked" }, make("span", { textContent: whole }), " ", yes, " ", no, make("small", { textContent: " To confirm the row says yes." }));
  });
}

// Names of the record that are nearly this one's: perhaps it is there already.
function likeness(p, row) {
  const own = KEY_OF[row.table];
  if (!own || row.table === "countries" || row.fields[own] || !row.like?.length) return [];
  return row.like.map(([key, name]) => {
    const same = make("button", { type: "button", textContent: "It is the same", className: "otr-d-small" });
    same.onclick = () => {
      write(p, [{ do: "set", id: row.id, field: own, to: key }]);
      show(p);
      tell(p, `Taken as ${name}, who is in the record.`);
    };
    return make("p", { className: "otr-d-asked" }, make("span", { textContent: `The record has ${name}.` }), " ", same);
  });
}

function answered(p, row, field, is) {
  write(p, [{ do: "set", id: row.id, field, to: is ? row.fields[field] ?? "" : "" }]);
  show(p);
  if (is) p.list.focus({ preventScroll: true });
  else focusField(p, field);
  tell(p, is ? "Taken as it is." : "Left out; choose what it is.");
}

function form(p, row) {
  const main = MAIN[row.table] ?? [];
  const rank = ({ name }) => (main.includes(name) ? main.indexOf(name) : main.length);
  const fields = [...(p.forms[row.table] ?? [])].sort((a, b) => rank(a) - rank(b));
  const put = (field, to, id = row.id) => {
    write(p, [{ do: "set", id, field, to }]);
    later(() => show(p));
  };
  const isFilled = ({ name }) => (LISTS.includes(name) ? row[name].length : (row.fields[name] ?? "").length) > 0;
  const isFirst = (field) => main.includes(field.name) || isFilled(field);
  const drawn = (some) => some.flatMap((field) => {
    const box = fieldOf(p, row, field, put), named = row.fields[field.name];
    if (!box) return [];
    const isOwn = field.name !== KEY_OF[row.table] && OPTIONS[field.refers_to] && p.rows.get(named);
    return isOwn ? [box, about(p, named, put)] : [box];
  });
  const made = [make("div", { className: "otr-d-form" }, ...drawn(fields.filter(isFirst)))];
  const rest = fields.filter((field) => !isFirst(field));
  if (rest.length) {
    const box = make("div", { className: "otr-d-form" });
    const more = make("details", { className: "otr-d-rest", open: p.restOpen }, make("summary", { textContent: "More fields" }), box);
    more.fill = () => !box.children.length && box.append(...drawn(rest));
    if (more.open) more.fill();
    more.ontoggle = () => {
      p.restOpen = more.open;
      if (more.open) more.fill();
    };
    made.push(more);
  }
  if (row.table === "quotes") made.push(stancesOf(p, row));
  return made;
}

// What the draft says of a person, a country or an issue that this article brings in.
function about(p, id, put) {
  const row = p.rows.get(id);
  const told = make("summary", { textContent: `${row.fields.name ?? row.fields.label ?? id}: new, ${row.added ? "added by you" : "from this article"}` });
  const box = make("div", { className: "otr-d-form" });
  const details = make("details", { className: "otr-d-about", open: p.aboutOpen === id }, told, box);
  details.dataset.of = id;
  const fill = () => box.replaceChildren(...(p.forms[row.table] ?? [])
    .map((field) => fieldOf(p, row, field, (name, to) => put(name, to, id))).filter(Boolean));
  if (details.open) fill();
  details.ontoggle = () => {
    if (details.open && !box.children.length) fill();
    if (details.open) p.aboutOpen = id;
    else if (p.aboutOpen === id) p.aboutOpen = null;
  };
  return details;
}

function fieldOf(p, row, field, put) {
  const value = row.fields[field.name] ?? "";
  const chosen = (to) => put(field.name, to);
  if (field.holds === "pairs") return field.name === "relays" ? relaysOf(p, row, field, put) : participantsOf(p, row, field, put);
  const fits = offered(p, row)[field.name];
  if (field.holds === "words") {
    const options = field.words.filter(([key]) => !fits || fits.includes(key));
    const none = field.required ? (value ? [] : [["", "choose …"]]) : [["", "not known"]];
    return labelled(field, selectOf([...none, ...options], value, chosen));
  }
  if (fits && !value && fits.length === 1 && !fits[0]) return null; // nothing goes here
  if (field.holds === "key" && field.name === KEY_OF[row.table]) return sameAs(p, row, field, chosen);
  if (field.holds === "key" && OPTIONS[field.refers_to]) {
    const table = field.refers_to, [options, blank, nameOf] = OPTIONS[table];
    return labelled(field, comboOf({ value, called: nameOf(p, value), options: () => options(p), chosen, what: field.label,
      add: (name) => added(p, row, field.name, table, blank(name)) }));
  }
  if (field.holds === "key") {
    const table = field.refers_to;
    const others = [...p.rows.values()].filter((one) => one.table === table && one.id !== row.id && one.state !== "out")
      .sort((a, b) => (encloses(b, row) - encloses(a, row)) || Math.abs(a.start - row.start) - Math.abs(b.start - row.start)).slice(0, 60);
    return labelled(field, selectOf([["", "none"], ...others.map((one) => [one.id, titleOf(p, one, 60)])], value, chosen));
  }
  const hint = field.holds === "date" ? { placeholder: "2023-07-27, 2023-07, 2022/.." } : {};
  return labelled(field, textOf(value, chosen, hint));
}

const KEY_OF = { actors: "actor_id", countries: "country_id", issues: "issue_id" };

// Whether a person, a country or an issue of this article is one that the record has.
function sameAs(p, row, field, chosen) {
  const value = row.fields[field.name] ?? "";
  if (row.table === "countries") {
    return labelled({ ...field, label: "Code (three capitals, or X- and capitals)" }, textOf(value, chosen));
  }
  const there = row.table === "actors" ? p.actors : p.issues;
  if (!there.size || row.added) return null;
  const options = () => sorted([...there].map(([id, one]) => [id, one.name ?? one]));
  return labelled({ ...field, label: "The same as, in the record", meaning: "", sentence: "" },
    comboOf({ value, called: value && (there.get(value)?.name ?? there.get(value) ?? value), options, chosen, what: "The same as, in the record" }));
}

const encloses = (outer, row) => Number(outer.start <= row.start && outer.end >= row.end);

// The words of a column that go with what the row's other fields hold, by the fields of
// which not all do: what `coding/fields.py` decides, so that it holds offline, too.
function offered(p, row) {
  const { table, fields } = row;
  const all = (name) => p.forms[table].find((one) => one.name === name).words.map(([key]) => key);
  if (table === "marks") return p.speech.includes(fields.decision || p.speech[0]) ? {} : { quote_id: [""] };
  if (table === "events") {
    if (fields.date_basis === "undated" || fields.precision === "unknown") return {};
    if (!fields.happened_on) return {};
    return { precision: all("precision").filter((one) => one !== "unknown"), date_basis: all("date_basis").filter((one) => one !== "undated") };
  }
  if (table !== "positions") return {};
  const found = {};
  if (fields.stance === "not_stated") Object.assign(found, { strength: [""], kind: ["silence"] });
  else if (fields.stance) {
    found.kind = all("kind").filter((one) => one !== "silence");
    if (fields.hedge) found.strength = ["1"];
  }
  if (fields.asserted_by && (fields.country_id || fields.actor_id)) found.voice = voices(p, fields);
  return found;
}

// Whose word a position can be, by who holds it and who asserts it.
function voices(p, { country_id: country, actor_id: holder, asserted_by: asserter }) {
  const { kind = "", country_id = "" } = actorOf(p, asserter) ?? {};
  const seat = codeOf(p, country_id);
  country = codeOf(p, country);
  const speaksFor = new Set();
  for (const one of p.rows.values()) {
    if (one.table === "quotes" && one.state === "kept" && one.fields.speaker_id === asserter && one.fields.on_behalf_of) {
      speaksFor.add(codeOf(p, one.fields.on_behalf_of));
    }
  }
  const isMedium = kind === "state_media", organ = kind === "state" || kind === "state_body";
  const atHome = Boolean(country) && seat === country;
  const found = [];
  const speaks = Boolean(country) && ((organ && atHome) || speaksFor.has(country));
  if (asserter === holder || (speaks && !isMedium)) found.push("self");
  if (isMedium && (atHome || !country)) found.push("own_state_media");
  const others = new Set(speaksFor);
  if (organ || isMedium) others.add(seat);
  others.delete(country);
  others.delete("");
  if (others.size) found.push("other_state");
  if (asserter && asserter === reporterOf(p)) found.push("reporter");
  if (!found.length) {
    if (["", "person", "organisation", "group", "anonymous"].includes(kind)) found.push("analyst");
    found.push("other");
  }
  return found;
}

function relaysOf(p, row, field, put) {
  const basis = field.words ?? [];
  const draw = ([actor, how], change, i) => [
    labelled({ name: `relay-${i}`, label: `Passed on by (${i + 1})` }, comboOf({ value: actor, called: nameOfActor(p, actor), options: () => actorOptions(p), what: "Passed on by",
      chosen: (to) => change([to, how]),
      add: (name) => added(p, row, "relays", "actors", { name, kind: "media" }, (id) => row.relays.map((one, j) => (j === i ? [id, how] : one))) })),
    labelled({ name: `basis-${i}`, label: "How that is known" }, selectOf(basis, how, (to) => change([to === "agentless" ? "" : actor, to]))),
  ];
  return listed(field, linesOf(row.relays, draw, (lines) => put("relays", lines), "passed on by"), "Add who passed it on",
    () => put("relays", [...row.relays, ["", "explicit"]]));
}

function participantsOf(p, row, field, put) {
  const lines = row.participants;
  const draw = ([actor, country], change, i) => [
    labelled({ name: `who-${i}`, label: `Takes part (${i + 1})` }, comboOf({ value: actor, called: nameOfActor(p, actor), options: () => actorOptions(p), what: "Takes part",
      chosen: (to) => change([to, country]),
      add: (name) => added(p, row, "participants", "actors", { name, kind: "person" }, (id) => lines.map((one, j) => (j === i ? [id, country] : one))) })),
    labelled({ name: `for-${i}`, label: "for, or as, the state" }, comboOf({ value: country, called: nameOfCountry(p, country), options: () => countryOptions(p), what: "for the state",
      chosen: (to) => change([actor, to]) })),
  ];
  return listed(field, linesOf(lines, draw, (to) => put("participants", to), "takes part"), "Add who takes part",
    () => put("participants", [...lines, ["", ""]]));
}

function listed(field, lines, label, add) {
  const more = make("button", { type: "button", textContent: label, className: "otr-d-small" });
  more.onclick = add;
  const box = make("fieldset", { className: "otr-d-field otr-d-wide" }, make("legend", { textContent: field.label }), lines, more);
  if (field.sentence) box.append(make("p", { className: "otr-d-rule", textContent: field.sentence }));
  box.dataset.field = field.name;
  return box;
}

// A new person, country or issue, and the field that asked for it, in one.
function added(p, row, field, table, fields, value = (id) => id) {
  const id = `n${p.seq + 1}`;
  write(p, [{ do: "add", id, table, to: null, words: "", fields },
    { do: "set", id: row.id, field, to: value(id) }]);
  p.aboutOpen = id;
  show(p);
  focusField(p, table === "issues" ? "support_means" : "kind", id);
  tell(p, `${fields.name ?? fields.label} added. Say what it is, then press Escape to go back to the rows.`);
}

const sorted = (options) => options.sort((a, b) => a[1].localeCompare(b[1]));
function actorOptions(p) {
  const here = [...p.rows.values()].filter((one) => one.table === "actors" && one.state !== "out")
    .map((one) => [one.id, one.fields.name || one.words, one.added ? "new" : "in this article"]);
  const names = new Set(here.map(([, name]) => name));
  const there = [...p.actors].filter(([, one]) => !names.has(one.name)).map(([id, one]) => [id, one.name, one.role ? `in the record, ${one.role}` : "in the record"]);
  return [...sorted(here), ...sorted(there)];
}
function countryOptions(p) {
  const here = [...p.rows.values()].filter((one) => one.table === "countries" && one.state !== "out").map((one) => [one.id, one.fields.name || one.words, "in this article"]);
  const names = new Set(here.map(([, name]) => name));
  return [...sorted(here), ...sorted([...p.countries].filter(([, name]) => !names.has(name)).map(([id, name]) => [id, name, "in the record"]))];
}
function issueOptions(p) {
  const here = [...p.rows.values()].filter((one) => one.table === "issues" && one.state !== "out").map((one) => [one.id, one.fields.label, "new"]);
  return [...here, ...sorted([...p.issues].map(([id, label]) => [id, label, "in the record"]))];
}

// What a field can name, and what one that is new begins with.
const OPTIONS = {
  actors: [actorOptions, (name) => ({ name, kind: "person" }), nameOfActor],
  countries: [countryOptions, (name) => ({ name, kind: "state" }), nameOfCountry],
  issues: [issueOptions, (label) => ({ label, support_means: "" }), nameOfIssue],
};

// The stances that rest on a statement, each a way to its own row.
function stancesOf(p, row) {
  const held = [...p.rows.values()].filter((one) => one.table === "positions" && one.fields.quote_id === row.id && one.state !== "out");
  const box = make("div", { className: "otr-d-stances" });
  if (held.length) box.append(make("p", { className: "otr-d-rule", textContent: "Stances read from this statement:" }));
  for (const one of held) {
    const go = make("button", { type: "button", className: "otr-d-small", textContent: `${titleOf(p, one)} (${STATES[one.state]})` });
    go.onclick = () => {
      turn(p, "positions", one.id);
      p.list.focus({ preventScroll: true });
    };
    box.append(go);
  }
  return box;
}

// What the record gains: each holder's stance, issue by issue, and the events by date.
function gained(p) {
  const kept = [...p.rows.values()].filter((one) => one.state === "kept");
  const cells = kept.filter((one) => one.table === "positions" && one.fields.stance && one.fields.issue_id);
  const events = kept.filter((one) => one.table === "events").sort((a, b) => (a.fields.happened_on || "~").localeCompare(b.fields.happened_on || "~"));
  const made = [];
  if (cells.length) {
    const issues = [...new Set(cells.map((one) => one.fields.issue_id))], holders = [...new Set(cells.map((one) => holderOf(p, one)))];
    const table = make("table", { className: "otr-d-small-matrix" });
    table.append(make("caption", { textContent: "Who is for and against what" }));
    const head = make("tr", {}, make("th", { scope: "col", textContent: "Holder" }), ...issues.map((id) => make("th", { scope: "col", textContent: nameOfIssue(p, id) })));
    table.append(make("thead", {}, head));
    const body = make("tbody");
    for (const holder of holders) {
      body.append(make("tr", {}, make("th", { scope: "row", textContent: holder }), ...issues.map((id) => make("td", {
        textContent: cells.filter((one) => holderOf(p, one) === holder && one.fields.issue_id === id)
          .map((one) => `${inWords(p, "positions", "stance", one.fields.stance)} (${inWords(p, "positions", "voice", one.fields.voice)})`).join("; "),
      }))));
    }
    table.append(body);
    made.push(make("div", { className: "otr-d-over" }, table));
  }
  if (events.length) {
    made.push(make("ol", { className: "otr-d-small-timeline" }, ...events.map((one) => make("li", {}, make("b", { textContent: one.fields.happened_on || "no date" }), ` ${titleOf(p, one)}`))));
  }
  if (!made.length) made.push(make("p", { textContent: "Nothing yet: confirm a stance or an event." }));
  return made;
}

// One line for what was just confirmed.
function effectOf(p, row) {
  if (row.table === "positions") return `In the matrix: ${holderOf(p, row)} × ${nameOfIssue(p, row.fields.issue_id)}: ${inWords(p, "positions", "stance", row.fields.stance)} (${inWords(p, "positions", "voice", row.fields.voice)}).`;
  if (row.table === "events") return `On the timeline: ${row.fields.happened_on || "no date"}, ${titleOf(p, row)}.`;
  if (row.table === "quotes") return `In the record: ${titleOf(p, row)}`;
  return "";
}
