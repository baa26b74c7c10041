// @ts-check
// Part of the page: a quiet line while the server is not to be had, and Streamlit's own words in the page's language.
// What is said comes with the page (referral/serving/without_app.py), so that it is there when no server answers.

import { BOXES, INSTRUCTIONS, isConnected, OVERLAYS, SKIP } from "../edges.js"

/** @typedef {{lost: string, theirs: Record<string, string>}} Said */

const LOOK_MS = 500
// A hiccup is over before anybody need know of it.
const PATIENCE_MS = 3000

const line = document.querySelector(".rp-line")
if (line instanceof HTMLElement) keepLooking(line)

/** @param {HTMLElement} line */
function keepLooking(line) {
  /** @type {Record<string, Said>} */
  const languages = JSON.parse(line.dataset.words ?? "{}")
  const spoken = () => document.documentElement.lang in languages ? document.documentElement.lang : Object.keys(languages)[0]
  let lostAt = Infinity
  let waited = false
  setInterval(() => {
    const said = languages[spoken()]
    if (!said) return
    for (const words of document.querySelectorAll(`${SKIP}, ${BOXES}, ${INSTRUCTIONS}`)) translate(words, said)
    // before the first connection the page's other words speak; they are gone once the app has been there
    waited ||= isConnected() && !document.querySelector(".rp-without")
    lostAt = isConnected() ? Infinity : Math.min(lostAt, performance.now())
    const lost = waited && performance.now() - lostAt >= PATIENCE_MS
    say(line, lost ? said.lost : "")
  }, LOOK_MS)
  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node instanceof HTMLElement) overPage(node)
    }
  })
  // what lies over the page is in an element of its own beside the app's
  const overPage = (/** @type {HTMLElement} */ node) => {
    const said = languages[spoken()]
    if (node.parentElement === document.body) observer.observe(node, { childList: true, subtree: true })
    if (said) translate(node, said)
  }
  observer.observe(document.body, { childList: true })
  for (const node of document.body.children) if (node instanceof HTMLElement && node.matches(OVERLAYS)) overPage(node)
}

/** @param {HTMLElement} line @param {string} words */
function say(line, words) {
  if (line.textContent === words) return
  line.lang = document.documentElement.lang
  line.textContent = words
}

/** Puts our words in the place of Streamlit's, in an element and all in it. @param {Element} within @param {Said} said */
function translate(within, { theirs }) {
  if (within.matches(INSTRUCTIONS)) within.setAttribute("lang", document.documentElement.lang)
  const texts = document.createTreeWalker(within, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const ours = theirs[node.nodeValue ?? ""]
    if (ours && ours !== node.nodeValue) node.nodeValue = ours
  }
  for (const named of [within, ...within.querySelectorAll("[aria-label]")]) {
    const ours = theirs[named.getAttribute("aria-label") ?? ""]
    if (ours) named.setAttribute("aria-label", ours)
  }
}
