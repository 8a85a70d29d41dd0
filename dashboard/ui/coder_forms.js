// The form of a row: a field for each column, with the rule's sentence under it. What is
// chosen here becomes a step; only what the codebook finds consistent is offered.

const folded = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// Whether two names are likely one: the same words in another order, one with a word
// more, or one or two letters that differ.
function alike(one, other) {
  const a = folded(one), b = folded(other);
  if (!a || !b) return false;
  if (a === b) return true;
  const left = a.split(" "), right = b.split(" ");
  const [few, many] = left.length < right.length ? [left, right] : [right, left];
  if (few.every((word) => many.includes(word)) && (few.length > 1 || few[0].length > 3)) return true;
  if (a.replaceAll(" ", "") === b.replaceAll(" ", "")) return true;
  const least = Math.min(a.length, b.length);
  return least > 4 && Math.abs(a.length - b.length) < 3 && distance(a, b) <= (least > 8 ? 2 : 1);
}

function distance(a, b) {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++) {
      now[j] = Math.min(before[j] + 1, now[j - 1] + 1, before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    before = now;
  }
  return before[b.length];
}

const make = (tag, given = {}, ...inside) => {
  const node = Object.assign(document.createElement(tag), given);
  node.append(...inside);
  return node;
};

let count = 0; // for what names another by its id

// A field: its label, what is typed or chosen in, and the rule's sentence.
function labelled(field, control) {
  const id = `otr-d-f${++count}`;
  const inner = control.matches("input, select, textarea") ? control : control.querySelector("input, select");
  inner.id = id;
  const parts = [make("label", { htmlFor: id, textContent: field.label }), control];
  const told = [];
  if (field.meaning && folded(field.meaning) !== folded(field.label)) told.push(make("p", { className: "otr-d-means", id: `${id}-m`, textContent: `${field.meaning[0].toUpperCase()}${field.meaning.slice(1)}.` }));
  if (field.sentence) told.push(make("p", { className: "otr-d-rule", id: `${id}-r`, textContent: field.sentence }));
  if (told.length) inner.setAttribute("aria-describedby", told.map((one) => one.id).join(" "));
  const box = make("div", { className: "otr-d-field" }, ...parts, ...told);
  box.dataset.field = field.name;
  return box;
}

function selectOf(options, value, chosen) {
  const select = make("select");
  for (const [key, label, means] of options) {
    select.append(make("option", { value: key, textContent: label, title: means ?? "" }));
  }
  if (value && !options.some(([key]) => key === value)) {
    select.append(make("option", { value, textContent: `${value} (does not fit the other fields)` }));
  }
  select.value = value ?? "";
  select.onchange = () => chosen(select.value);
  return select;
}

function textOf(value, chosen, given = {}) {
  const input = make("input", { type: "text", value: value ?? "", autocomplete: "off", spellcheck: false, ...given });
  input.onchange = () => {
    if (input.value.trim() !== (value ?? "")) chosen(input.value.trim());
  };
  return input;
}

// A field in which one types to find a name: what is there, and last of all a new one.
// `options` makes the list when it is asked for: a record may have thousands of names.
function comboOf({ value, called, options: listOf, chosen, add, what }) {
  const id = `otr-d-c${++count}`;
  let made = null;
  const input = make("input", { type: "text", value: called, autocomplete: "off", spellcheck: false, role: "combobox" });
  const list = make("ul", { id, role: "listbox", className: "otr-d-options", hidden: true });
  list.setAttribute("aria-label", what);
  input.setAttribute("aria-controls", id);
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-autocomplete", "list");
  let found = [], at = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const point = (to) => {
    at = Math.max(0, Math.min(found.length - 1, to));
    [...list.children].forEach((one, i) => one.setAttribute("aria-selected", i === at));
    if (found.length) input.setAttribute("aria-activedescendant", `${id}-${at}`);
    const one = list.children[at]; // only the list scrolls, never the page
    if (one) list.scrollTop = Math.min(Math.max(list.scrollTop, one.offsetTop + one.offsetHeight - list.clientHeight), one.offsetTop);
  };
  const look = () => {
    const typed = input.value.trim(), wanted = folded(typed);
    const whole = typed === called;
    const options = (made ??= listOf());
    const near = typed && !whole ? options.filter(([, name]) => folded(name).includes(wanted)) : options;
    const like = typed && !whole ? options.filter((one) => !near.includes(one) && alike(one[1], typed)) : [];
    found = [...near.slice(0, 40), ...like.slice(0, 5)].map(([key, name, more]) => ({ key, name, more }));
    const same = options.some(([, name]) => folded(name) === wanted);
    if (add && typed && !same) {
      const there = [...near, ...like].filter(([, name]) => alike(name, typed)).slice(0, 2).map(([, name]) => name);
      const more = there.length ? `but ${there.join(" and ")} ${there[1] ? "are" : "is"} there` : "";
      found.push({ key: null, name: `New: “${typed}”`, more, typed });
    }
    list.replaceChildren(...found.map((one, i) => {
      const option = make("li", { id: `${id}-${i}`, role: "option" }, one.name);
      if (one.more) option.append(make("small", { textContent: ` ${one.more}` }));
      option.onpointerdown = (event) => {
        event.preventDefault();
        pick(one);
      };
      return option;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    point(whole ? found.findIndex((one) => one.key === value) : 0);
  };
  const pick = (one) => {
    close();
    if (one.key === null) add(one.typed);
    else if (one.key !== value) chosen(one.key);
  };
  input.onfocus = () => input.select();
  input.oninput = look;
  input.onclick = look;
  input.onblur = () => {
    close();
    if (input.value === called) return;
    const typed = folded(input.value);
    const exact = (made ??= listOf()).find(([, name]) => folded(name) === typed);
    if (!input.value.trim() && value) chosen("");
    else if (exact && exact[0] !== value) chosen(exact[0]);
    else if (!exact) input.value = called; // half a name is none
  };
  input.onkeydown = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) look();
      else point(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !list.hidden && found[at]) {
      event.preventDefault();
      event.stopPropagation();
      input.onblur = null;
      if (found[at].key === value) input.value = called;
      pick(found[at]);
      input.dispatchEvent(new CustomEvent("otr-d-done", { bubbles: true }));
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      input.value = called;
      close();
    }
  };
  return make("div", { className: "otr-d-combo" }, input, list);
}

// A list of which each line is two choices: who passed words on and how that is known,
// or who takes part and for which state.
function linesOf(lines, draw, changed, told) {
  const box = make("div", { className: "otr-d-lines" });
  lines.forEach((line, i) => {
    const put = (to) => changed(lines.map((one, j) => (j === i ? to : one)));
    const gone = make("button", { type: "button", textContent: "Remove", className: "otr-d-small" });
    gone.setAttribute("aria-label", `Remove: ${told} ${i + 1}`);
    gone.onclick = () => changed(lines.filter((_, j) => j !== i));
    box.append(make("div", { className: "otr-d-line" }, ...draw(line, put, i), gone));
  });
  return box;
}
