// A text, its marks and what is selected in it. The record counts code points, a browser
// UTF-16 units: what crosses over goes through `measure`.

function measure(source) {
  const units = []; // where each code point begins
  for (let i = 0; i < source.length; i += source.codePointAt(i) > 0xffff ? 2 : 1) units.push(i);
  units.push(source.length);
  const point = (unit) => {
    let low = 0, high = units.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (units[middle] < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const cut = (granularity) => new Intl.Segmenter(undefined, { granularity }).segment(source);
  let words, signs;
  return {
    source, units, point,
    slice: (start, end) => source.slice(units[start], units[end]),
    // Words as Unicode parts them, and what a reader takes for one sign: both in units.
    get words() {
      return (words ??= [...cut("word")].filter((one) => one.isWordLike)
        .map((one) => [one.index, one.index + one.segment.length]));
    },
    get signs() {
      return (signs ??= [...cut("grapheme")].map((one) => one.index).concat(source.length));
    },
  };
}

// Draws the text anew, each stretch in the innermost row that holds it; what is `weak`
// gives way to any that is not. Text nodes and
// <mark> alone: nothing of an article becomes markup.
function drawText(box, text, spans) {
  const edges = new Set([0, text.source.length]);
  const live = [];
  for (const { id, name, start, end, weak = false } of spans) {
    const one = { id, name, weak, from: text.units[start], to: text.units[end] };
    if (!(one.from < one.to)) continue;
    live.push(one);
    edges.add(one.from).add(one.to);
  }
  live.sort((a, b) => a.from - b.from || b.to - a.to);
  const cuts = [...edges].sort((a, b) => a - b);
  const made = document.createDocumentFragment();
  let next = 0, open = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    while (next < live.length && live[next].from <= cuts[i]) open.push(live[next++]);
    open = open.filter((one) => one.to > cuts[i]);
    let inner = null;
    for (const one of open) {
      if (!inner || (one.weak === inner.weak ? one.to - one.from <= inner.to - inner.from : inner.weak)) inner = one;
    }
    const words = document.createTextNode(text.source.slice(cuts[i], cuts[i + 1]));
    if (!inner) {
      made.append(words);
      continue;
    }
    const mark = document.createElement("mark");
    mark.dataset.row = inner.id;
    mark.className = inner.name;
    mark.append(words);
    made.append(mark);
  }
  box.replaceChildren(made);
}

// What is selected in the text, in code points; null where nothing is. Its ends go out
// to whole signs (a Range may begin inside one), and in over blanks.
function selectedWords(box, text) {
  const chosen = document.getSelection();
  if (!chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0);
  if (range.collapsed || !box.contains(range.startContainer) || !box.contains(range.endContainer)) {
    return null;
  }
  const before = document.createRange();
  before.selectNodeContents(box);
  before.setEnd(range.startContainer, range.startOffset);
  const lead = before.toString().length, size = range.toString().length;
  return trimmed(text, lead, lead + size);
}

function trimmed(text, from, to) {
  const { signs, source } = text;
  let low = 0, high = signs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (signs[middle] <= from) low = middle;
    else high = middle - 1;
  }
  from = signs[low];
  while (low < signs.length - 1 && signs[low] < to) low++;
  to = signs[low];
  while (from < to && /\s/.test(source[from])) from++;
  while (from < to && /\s/.test(source[to - 1])) to--;
  if (from >= to) return null;
  return { start: text.point(from), end: text.point(to), words: source.slice(from, to) };
}

// The stretch between two typed beginnings and ends of words: from where the first words
// stand (the first time after `from`) to the nearest end of the last.
function betweenWords(text, first, last, from = 0) {
  const low = text.source.toLowerCase();
  const wanted = first.trim().toLowerCase(), ends = (last.trim() || first.trim()).toLowerCase();
  if (!wanted || low.length !== text.source.length) return null;
  let start = low.indexOf(wanted, from);
  if (start < 0) start = low.indexOf(wanted);
  if (start < 0) return null;
  const end = low.indexOf(ends, last.trim() ? start : start);
  return end < 0 ? null : trimmed(text, start, end + ends.length);
}

function selectSpan(box, text, start, end) {
  const range = document.createRange();
  const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let at = 0, begun = false;
  const from = text.units[start], to = text.units[end];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const next = at + node.length;
    if (!begun && from < next) {
      range.setStart(node, from - at);
      begun = true;
    }
    if (begun && to <= next) {
      range.setEnd(node, to - at);
      break;
    }
    at = next;
  }
  const chosen = document.getSelection();
  chosen.removeAllRanges();
  chosen.addRange(range);
}

// A span with one end moved by a word.
function nudged(text, { start, end }, does) {
  const from = text.units[start], to = text.units[end], words = text.words;
  const firstAfter = (unit, side) => {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle][side] > unit) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  if (does === "longer") {
    const word = words[firstAfter(to, 1)];
    return [start, word ? text.point(word[1]) : end];
  }
  if (does === "shorter") {
    const word = words[firstAfter(to - 1, 1) - 1];
    return [start, word && word[1] > from ? text.point(word[1]) : end];
  }
  if (does === "later-start") {
    const word = words[firstAfter(from, 0)];
    return [word && word[0] < to ? text.point(word[0]) : start, end];
  }
  const word = words[firstAfter(from - 1, 0) - 1];
  return [word ? text.point(word[0]) : start, end];
}

// Arrows go from word to word, with Shift they select: no caret browsing is needed.
function moveByWord(box, event) {
  const chosen = document.getSelection();
  if (!chosen.rangeCount || !box.contains(chosen.anchorNode)) {
    const range = document.createRange();
    range.selectNodeContents(box.querySelector("mark.otr-d-now") ?? box);
    range.collapse(true);
    chosen.removeAllRanges();
    chosen.addRange(range);
  }
  const way = event.key === "ArrowRight" ? "forward" : "backward";
  if (event.shiftKey) chosen.modify("extend", way, "word");
  else {
    if (way === "forward") chosen.collapseToEnd();
    else chosen.collapseToStart();
    if (way === "backward") chosen.modify("move", "backward", "word");
    chosen.modify("extend", "forward", "word");
    if (way === "backward") {
      // The word before, selected; the next step back begins at its start.
      const range = chosen.getRangeAt(0).cloneRange();
      chosen.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    }
  }
}
