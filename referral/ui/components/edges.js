// @ts-check
// Everything of Streamlit's and Plotly's own page that our scripts rely on, each with its reason. They promise none of it
// but `st-key-…`: after an upgrade whatever is gone is told in the browser's console, and by tests/browser/test_edges.py.

/** @import { Plot, Sheet } from "./types.js" */

// What scrolls. The page itself does not, and this element has no other name.
export const MAIN = '[data-testid="stMain"]'
// Streamlit's whole page, which says for tests whether the server is to be had.
export const APP = ".stApp"
const CONNECTION = "data-test-connection-state"
const CONNECTED = "CONNECTED"
// Streamlit's link for keyboards over the page; and beside its page what holds its tooltips, menus and lists.
export const SKIP = '[data-testid="stSkipToContent"]'
export const OVERLAYS = "#portal, #stFloatingOverlayPortal"
// Its boxes to choose from and to type in, which have buttons with names of their own.
export const BOXES = '[data-testid="stSelectbox"], [data-testid="stTextInput"]'
// What it says under a box to type in: what to press.
export const INSTRUCTIONS = '[data-testid="InputInstructions"]'
// A Plotly figure, the drawings in it, and what lies over its axes and takes the mouse.
export const PLOT = ".js-plotly-plot"
export const DRAWING = ".main-svg"
export const OVER_AXES = ".nsewdrag"
// What holds all that a figure draws: as large as the figure, which cuts off what sticks out.
export const DRAWN = ".plot-container"
// Plotly's marks and letters, which it puts in their places by the attribute `transform`, and its lines.
export const POINTS = "path.point"
export const POINT_TEXTS = ".textpoint"
export const NOTES = ".annotation-text-g"
export const LINES = "path.js-line"
// What our figures name the words that stay in sight on an enlarged map (referral/drawing/map_labels.py).
export const TITLE = "title"
export const SIDE = "side"
// What our figures name the rings round what is chosen (referral/drawing/scene.py).
export const CHOSEN = "chosen"
// So long a chart may take to come over a slow line.
const CHART_WAIT_MS = 20_000

/** @type {Set<string>} */
const told = new Set()

/** Says once that something is gone. @param {string} what */
export function missing(what) {
  if (told.has(what)) return
  told.add(what)
  console.error(`edge: ${what} is not where it was; see components/edges.js`)
}

/** A container or widget with this key; the class is documented by Streamlit. @param {string} key */
export function keySelector(key) {
  return `.st-key-${CSS.escape(key)}`
}

/** The element that scrolls. @returns {HTMLElement | null} */
export function scrolledPage() {
  /** @type {HTMLElement | null} */
  const page = document.querySelector(MAIN)
  if (!page) missing(MAIN)
  return page
}

/** What a plot shows; null while it is being drawn. Its axes are the sheet's millimetres, from 0, without margins
 * (referral/drawing/plotly_figure.py). @param {Plot} plot @returns {Sheet | null} */
export function sheetOf(plot) {
  if (!plot.querySelector(`${DRAWING} image`)) return null
  const [width_mm, height_mm] = [plot.layout?.xaxis?.range?.[1], plot.layout?.yaxis?.range?.[1]]
  if (!width_mm || !height_mm) {
    missing("a Plotly figure's layout with the ranges of its axes")
    return null
  }
  const meta = plot.layout?.meta
  return { sheet: typeof meta === "string" ? meta : null, width_mm, height_mm }
}

/** The areas that a plot shows as chosen, "region code:side code" (referral/drawing/plotly_figure.py).
 * @param {Plot} plot @returns {ReadonlySet<string>} */
export function chosenOn(plot) {
  const meta = plot.data?.find(({ name }) => name === CHOSEN)?.meta
  return new Set(Array.isArray(meta) ? meta : [])
}

/** The box in which a plot is drawn. @param {Plot} plot @returns {DOMRect} */
export function boxOf(plot) {
  return (plot.querySelector(DRAWING) ?? plot).getBoundingClientRect()
}

/** Says so if a chart has come and its parts are not found in it. @param {string} key @param {AbortSignal} signal */
export function expectChart(key, signal) {
  const timer = setTimeout(() => {
    const chart = document.querySelector(keySelector(key))
    for (const part of [PLOT, DRAWN, DRAWING, OVER_AXES]) if (chart && !chart.querySelector(part)) missing(part)
  }, CHART_WAIT_MS)
  signal.addEventListener("abort", () => clearTimeout(timer))
}

/** Whether the server is to be had, as far as Streamlit says. */
export function isConnected() {
  return (document.querySelector(APP)?.getAttribute(CONNECTION) ?? CONNECTED) === CONNECTED
}

/** Calls whenever the server is to be had again: what was sent meanwhile never came to it, and Streamlit does not say.
 * @param {() => void} call @param {AbortSignal} signal */
export function onReconnected(call, signal) {
  const app = document.querySelector(APP)
  if (!app?.hasAttribute(CONNECTION)) return missing(`${APP}[${CONNECTION}]`)
  const observer = new MutationObserver(() => { if (app.getAttribute(CONNECTION) === CONNECTED) call() })
  observer.observe(app, { attributeFilter: [CONNECTION] })
  signal.addEventListener("abort", () => observer.disconnect())
}

/** Streamlit puts every change of the address into the history; until the returned function is called it takes the
 * place of the one before. @returns {() => void} */
export function keepNoHistory() {
  const before = history.pushState
  /** @type {History["pushState"]} */
  const instead = (...what) => history.replaceState(...what)
  history.pushState = instead
  return () => { if (history.pushState === instead) history.pushState = before }
}
