// Shared by tap.js and hover.js (put in front of each): where a pointer is on the body map, in the map's own axes.

function keySelector(key) {
  return `.st-key-${CSS.escape(key)}`
}

// How the plot lies in its own box: pixels of each axis and the values at its two ends. Streamlit offers no way to
// ask Plotly for this, `_fullLayout` is where every Plotly example reads it. Null while the plot is being drawn.
function readAxes(plot) {
  const layout = plot?._fullLayout
  if (!layout?.xaxis?._length || !layout?.yaxis?._length) return null
  if (!plot.querySelector(".main-svg")) return null
  const axis = ({ _offset, _length, range }) => ({ start: _offset, length: _length, from: range[0], to: range[1] })
  return { x: axis(layout.xaxis), y: axis(layout.yaxis), sheet: sheetOf(layout) }
}

// What is drawn: the figure's `layout.meta`, if it is a text.
function sheetOf(layout) {
  return typeof layout.meta === "string" ? layout.meta : null
}

// A place on the screen as { x, y, sheet } in axis units; null outside the axes. `box` is the plot's place on screen.
function placeOn(axes, box, clientX, clientY) {
  const right = (clientX - box.left - axes.x.start) / axes.x.length
  const down = (clientY - box.top - axes.y.start) / axes.y.length
  if (!(right >= 0 && right <= 1 && down >= 0 && down <= 1)) return null
  return {
    x: axes.x.from + right * (axes.x.to - axes.x.from),
    y: axes.y.to - down * (axes.y.to - axes.y.from),
    sheet: axes.sheet,
  }
}

// Rules for Streamlit's own elements, which a component's style sheet does not reach. Kept until the page is left.
const sharedRules = new Map()
function ensureRules(name, css) {
  if (sharedRules.has(name)) return
  const rules = new CSSStyleSheet()
  rules.replaceSync(css)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules]
  sharedRules.set(name, rules)
}

// The component shows nothing in the flow of the page: without this its empty box takes a gap between elements.
// Nor has it a width: while it loads, Streamlit would draw a grey box as wide as the page beside the page.
function leaveTheFlow(key) {
  ensureRules(`flow ${key}`, `${keySelector(key)} { position: absolute; width: 0; overflow: hidden; }`)
}
