// @ts-check
// How far a tap may travel; and rules for Streamlit's own elements.

import { keySelector } from "./edges.js"

// What comes down and goes up within this is a tap; what goes farther draws the map along where it is enlarged.
export const MOUSE_TRAVEL_PX = 8
export const FINGER_TRAVEL_PX = 16

/** Rules that a component's style sheet does not reach. Kept until the page is left.
 * @type {Set<string>} */
const ruled = new Set()

/** @param {string} name @param {string} css */
export function ensureRules(name, css) {
  if (ruled.has(name)) return
  const rules = new CSSStyleSheet()
  rules.replaceSync(css)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules]
  ruled.add(name)
}

/** The component shows nothing in the flow of the page: without this its empty box takes a gap between elements. Nor has
 * it a width: while it loads, Streamlit would draw a grey box as wide as the page beside the page. @param {string} key */
export function leaveTheFlow(key) {
  ensureRules(`flow ${key}`, `${keySelector(key)} { position: absolute; width: 0; overflow: hidden; }`)
}
