// Buttons that copy words and save pictures, in the reader's own browser. What comes
// as data is written as text, never as markup. Nothing is sent anywhere.

const SVG = "http://www.w3.org/2000/svg";
const FONT = "Arial, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans CJK SC', sans-serif";
const LINE = { title: [20, 27, 700], filtered: [14, 20, 600], plain: [12, 17, 400] };
const MARGIN = 24;
const NARROWEST = 640; // A phone's picture too has room for its lines.
const PAGE_RATIO = 1.3; // Height by width of what a page of A4 or Letter has room for.
const SHARPNESS = 2; // Pixels of a PNG for one of the page's.
const MOST_PIXELS = 16_000_000; // What a phone's browser draws at most (Safari).

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".box");
  // What stays the same keeps its focus.
  const told = JSON.stringify(data);
  if (box.dataset.told !== told) {
    box.dataset.told = told;
    const made = (data.buttons ?? []).map((one) => button(one, data, parentElement));
    box.replaceChildren(...made, ...(data.opens ? [opening(data.opens)] : []));
    // What has just been opened stands at the end of the document: the focus goes there.
    if (data.opened) made[0].focus();
  }
  const leave = [printing(), data.chart ? scrolling(data.chart) : null,
    data.opens ? outwards() : null, data.opened ? () => back(data.opened) : null];
  return () => leave.forEach((end) => end?.());
}

function button(one, data, place) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = one.label;
  made.onclick = () => (one.copies ? copy : save)(one, data, place);
  return made;
}

function back(control) {
  const lost = document.activeElement;
  if (!lost || lost === document.body || !lost.closest(".stMain"))
    document.querySelector(`.st-key-${CSS.escape(control)} button`)?.focus();
}

function say(place, words) {
  const status = place.querySelector("[role=status]");
  status.textContent = "";
  // Said again even if it is the same words.
  requestAnimationFrame(() => (status.textContent = words));
}

// Copying

function address(embedded) {
  const here = new URL(location.href);
  here.searchParams.delete("embed");
  here.searchParams.delete("embed_options");
  if (embedded) here.searchParams.set("embed", "true");
  here.hash = "";
  return here.href;
}

function escaped(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (sign) => signs[sign]);
}

const COPIES = {
  view: () => address(false),
  row: (one) => new URL(one.text, location.href).href,
  text: (one) => one.text,
  embed: () =>
    `<iframe src="${escaped(address(true))}" title="${escaped(document.title)}"` +
    ' width="100%" height="700" loading="lazy" style="border:1px solid #C9CED6">' +
    "</iframe>",
};

// What a link may have: more is cut off by chats and mail programs, or refused by
// servers (nginx takes 8 KB of a request's first line).
const LONG = 2_000;
const REFUSED = 8_000;

function tooLong(one, text) {
  if (one.copies === "text" || text.length <= LONG) return "";
  const by = text.length > REFUSED ? "most servers refuse it" : "many programs cut it off";
  return `. This link has ${text.length.toLocaleString("en-GB")} characters: ${by}.` +
    " Choose fewer values in the filters for a shorter one.";
}

async function copy(one, _, place) {
  const text = COPIES[one.copies](one);
  const by_hand = place.querySelector(".by-hand");
  by_hand.hidden = true;
  try {
    await navigator.clipboard.writeText(text);
    say(place, `Copied${tooLong(one, text)}`);
  } catch {
    // Without https, or forbidden: the reader copies what is selected.
    by_hand.hidden = false;
    const field = by_hand.querySelector("textarea");
    field.value = text;
    field.focus();
    field.select();
    say(place, "This connection does not let a page copy. The words are selected: copy" +
      " them with Ctrl+C (on a phone: hold, then Copy).");
  }
}

// The picture

function measured(size, weight) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${FONT}`;
  return (text) => pen.measureText(text).width;
}

function wrapped(text, room, wide) {
  const cut = (part, by) => [...new Intl.Segmenter(undefined, { granularity: by })
    .segment(part)].map((one) => one.segment);
  const words = cut(text, "word").flatMap((word) =>
    wide(word) > room ? cut(word, "grapheme") : [word]);
  const lines = [""];
  for (const word of words) {
    const longer = lines.at(-1) + word;
    if (wide(longer.trimEnd()) <= room || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word.trimStart());
  }
  return lines.map((line) => line.trimEnd()).filter(Boolean);
}

function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function written(told, kind, top, width, colour) {
  const [size, height, weight] = LINE[kind];
  const lines = wrapped(told, width - 2 * MARGIN, measured(size, weight));
  const made = lines.map((line, number) => element("text", {
    x: MARGIN, y: top + height * number + size, fill: colour, "font-size": size,
    "font-weight": weight, "font-family": FONT,
  }, line));
  return [made, top + height * lines.length];
}

// What only serves the mouse, and is no part of the picture.
const TOOLS = ".hoverlayer, .zoomlayer, .draglayer, .menulayer";

function layer(svg, left, top) {
  const copied = svg.cloneNode(true);
  copied.querySelectorAll(TOOLS).forEach((one) => one.remove());
  copied.removeAttribute("style");
  for (const one of copied.querySelectorAll("*")) {
    for (const { name } of [...one.attributes])
      if (name.startsWith("data-")) one.removeAttribute(name);
  }
  copied.setAttribute("x", left);
  copied.setAttribute("y", top);
  return copied;
}

function composed(data) {
  const plot = plotted(data.chart);
  const layers = [...plot.querySelectorAll(".main-svg")];
  const size = (name) => Math.max(...layers.map((one) => +one.getAttribute(name)));
  const width = Math.max(size("width") + 2 * MARGIN, NARROWEST);
  const page = getComputedStyle(document.querySelector(".stApp"));
  const title = document.querySelector("[data-testid=stMain] h1").innerText;
  const day = new Date().toLocaleDateString("en-GB",
    { day: "numeric", month: "long", year: "numeric" });
  const parts = [];
  let top = MARGIN;
  const write = (text, kind, after) => {
    const [made, end] = written(text, kind, top, width, page.color);
    parts.push(...made);
    top = end + after;
  };
  write(title, "title", 4);
  if (data.filtered) write(data.filtered, "filtered", 2);
  write(data.legend, "plain", 4);
  parts.push(...layers.map((one) => layer(one, MARGIN, top)));
  top += size("height") + 12;
  write(`${data.source} Picture made on ${day}.`, "plain", MARGIN);
  const whole = element("svg",
    { width, height: top, viewBox: `0 0 ${width} ${top}`, role: "img" });
  whole.append(element("title", {}, title), element("desc", {}, data.alt),
    element("style", {}, "text{white-space:pre}.crisp{shape-rendering:crispEdges}"),
    element("rect", { width, height: top, fill: page.backgroundColor }), ...parts);
  const text = new XMLSerializer().serializeToString(whole)
    // Signs that no XML may hold, whatever a name holds.
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
  return { file: new Blob([text], { type: "image/svg+xml" }), width, height: top };
}

async function drawn({ file, width, height }) {
  const scale = Math.min(SHARPNESS, Math.sqrt(MOST_PIXELS / (width * height)));
  const address = URL.createObjectURL(file);
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function save(one, data, place) {
  const picture = composed(data);
  const file = one.saves === "png" ? await drawn(picture) : picture.file;
  const way = document.createElement("a");
  way.href = URL.createObjectURL(file);
  way.download = `${data.name}.${one.saves}`;
  way.click();
  setTimeout(() => URL.revokeObjectURL(way.href), 60_000);
  say(place, "Saved");
}

function plotted(chart) {
  return document.querySelector(`.st-key-${CSS.escape(chart)} .js-plotly-plot`);
}

// A picture wider than the page scrolls in its frame: the keyboard must reach it. The
// frame may come after this script, and anew: it is looked for again and again.
const LOOKED = 500; // Milliseconds from one look to the next.

function scrolling(chart) {
  const look = () => {
    const frame = document.querySelector(`.st-key-${CSS.escape(chart)}`)
      ?.closest('[class*="st-key-otr_scroll"]');
    if (!frame) return;
    const scrolls = frame.scrollWidth > frame.clientWidth;
    if (scrolls === frame.hasAttribute("tabindex")) return;
    const marks = { tabindex: "0", role: "group", "aria-label": "Picture, scrolls" };
    for (const [name, value] of Object.entries(marks))
      scrolls ? frame.setAttribute(name, value) : frame.removeAttribute(name);
  };
  const again = setInterval(look, LOOKED);
  look();
  return () => clearInterval(again);
}

// Paper is not as wide as the screen: the stylesheet scales what has a viewBox.
function printing() {
  const fit = () => {
    for (const svg of document.querySelectorAll(".js-plotly-plot .main-svg")) {
      const [wide, high] = ["width", "height"].map((one) => svg.getAttribute(one));
      svg.setAttribute("viewBox", `0 0 ${wide} ${high}`);
      const { style } = svg.parentElement;
      style.setProperty("--otr-ratio", `${wide} / ${high}`);
      // One that is taller than a page runs over to the next.
      style.setProperty("break-inside", high / wide > PAGE_RATIO ? "auto" : "avoid");
    }
  };
  const unfit = () => document.querySelectorAll(".js-plotly-plot .main-svg[viewBox]")
    .forEach((svg) => svg.removeAttribute("viewBox"));
  addEventListener("beforeprint", fit);
  addEventListener("afterprint", unfit);
  return () => {
    removeEventListener("beforeprint", fit);
    removeEventListener("afterprint", unfit);
  };
}

// Embedded in another page

function opening(label) {
  const way = document.createElement("a");
  way.textContent = label;
  way.target = "_blank";
  way.rel = "noopener";
  // The view is the one at the time of the click.
  const point = () => (way.href = address(false));
  way.onpointerdown = way.onfocus = way.onmouseenter = way.onclick = point;
  point();
  return way;
}

// A link of the view leads out of the frame, to the full dashboard.
function outwards() {
  const turn = (event) => {
    const way = event.composedPath().find((one) => one.tagName === "A" && one.href);
    if (way) way.target = "_blank";
  };
  addEventListener("click", turn, true);
  return () => removeEventListener("click", turn, true);
}
