// @ts-check
// The warning sign that stopped this visit, kept while the server is started anew: its id lies in the browser's tab and
// is given back to a session that knows nothing. Until that has answered, the page that says to get help stays over
// whatever comes. On the clinic's tablet it is kept by this page alone: what loads the page anew forgets it.
//
// Where the line was cut the page is asked for once more: a "Yes" may have stopped the visit, and its answer was lost.

import { Asking, nextNumber } from "../asking.js"
import { leaveTheFlow } from "../chart.js"
import { onReconnected } from "../edges.js"

/** @import { Component } from "../types.js" */
/** @typedef {{sign: string, number: number}} Kept */
/** @typedef {{key: string, stopped: string, knows: boolean, tablet: boolean, had: number}} Data */

const NAME = "referral.sign"
const HELP = ".rp-stop"
const OVER = "rp-stop-over"

/** One on every page. @type {Asking<Kept> | null} */
let asking = null
let signOfTablet = ""
let askAnew = () => {}

/** @param {Component<Data>} run */
export default function ({ data, setTriggerValue }) {
  leaveTheFlow(data.key)
  // After what others ask for again, or Streamlit sends both as one wish, for the part of the page that they stand in.
  if (!asking) onReconnected(() => setTimeout(() => setTimeout(() => askAnew())), new AbortController().signal)
  const asked = asking ??= new Asking("sign", () => {}, uncover)
  askAnew = () => { if (!asked.open().length) setTriggerValue("back", nextNumber()) }
  asked.send = ([kept]) => setTriggerValue("kept", kept)
  asked.answered(data.had)
  if (data.stopped || data.knows) {
    asked.forget()
    keep(data.stopped, data.tablet)
    if (!data.stopped) uncover()
    else requestAnimationFrame(() => uncoverOnceThere())
    return
  }
  const sign = kept(data.tablet)
  if (!sign || asked.open().length) return
  cover()
  asked.add({ sign })
}

/** @param {boolean} tablet */
function kept(tablet) {
  try {
    return tablet ? signOfTablet : sessionStorage.getItem(NAME) ?? ""
  } catch { // a browser that keeps nothing
    return signOfTablet
  }
}

/** @param {string} sign empty: none @param {boolean} tablet */
function keep(sign, tablet) {
  signOfTablet = sign
  try {
    if (sign && !tablet) sessionStorage.setItem(NAME, sign)
    else sessionStorage.removeItem(NAME)
  } catch { /* a browser that keeps nothing: this page does */ }
}

/** The page that says to get help still stands where the server was started anew. */
function cover() {
  const help = document.querySelector(HELP)
  if (!help || document.querySelector(`.${OVER}`)) return
  const over = document.createElement("div")
  over.className = OVER
  const copy = /** @type {HTMLElement} */ (help.cloneNode(true))
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id")
  copy.removeAttribute("role") // said already
  over.append(copy)
  document.body.append(over)
}

function uncover() {
  document.querySelector(`.${OVER}`)?.remove()
}

/** Until Streamlit has drawn the page that the copy stands for, and has taken away the one that it had drawn before: a
 * list of muscles may still lie over the telephone. */
function uncoverOnceThere(until = performance.now() + 5000) {
  const there = [...document.querySelectorAll(HELP)].some((help) => !help.closest(`.${OVER}`) && isInReach(help))
  if (there || performance.now() > until) uncover()
  else requestAnimationFrame(() => uncoverOnceThere(until))
}

/** Whether nothing but the copy lies over the page's telephone. @param {Element} help */
function isInReach(help) {
  const call = help.querySelector("a[href^='tel:']")
  if (!call) return true
  const { left, top, width, height } = call.getBoundingClientRect()
  const seen = document.elementsFromPoint(left + width / 2, top + height / 2)
  const uppermost = seen.find((one) => !one.closest(`.${OVER}`))
  return !uppermost || call.contains(uppermost)
}
