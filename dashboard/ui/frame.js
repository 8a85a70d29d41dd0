// On a phone the drawer of menu and filters lies over the page. It is closed once a
// choice there has changed the page, and where a link opens one.
const NARROW = 768; // Pixels: up to this width Streamlit lays the drawer over the page.
const WAIT = 50; // Milliseconds from one look to the next, while the drawer comes.
const LOOKS = 40;

let seen = "";

// An address that was to embed a page, and was damaged on its way: only anew, with its
// own words, does Streamlit draw the page as embedded.
function embed(words) {
  const meant = new URL(location.href);
  for (const [name, value] of Object.entries(words)) {
    if (meant.searchParams.has(name)) return;
    meant.searchParams.set(name, value);
  }
  location.replace(meant);
}

export default function ({ data }) {
  if (data.embedding) embed(data.embedding);
  const view = JSON.stringify(data.view);
  if (view === seen) return;
  seen = view;
  let looks = 0;
  const look = () => {
    if (innerWidth > NARROW) return;
    const drawer = document.querySelector(".stSidebar");
    if (drawer?.dataset.collapsed === "false")
      drawer.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
    else if (++looks < LOOKS && !drawer) setTimeout(look, WAIT);
  };
  look();
}
