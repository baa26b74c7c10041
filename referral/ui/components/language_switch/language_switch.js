// @ts-check
// The languages, each by its own name; and the page's own language, which Streamlit fixes to English: screen readers and
// hyphenation go by it.

/** @import { Component } from "../types.js" */
/** @typedef {{current: string, label: string, kiosk: boolean, languages: {code: string, name: string}[]}} Data */

/** @param {Component<Data>} run */
export default function ({ data, parentElement, setTriggerValue }) {
  document.documentElement.lang = data.current
  let nav = parentElement.querySelector("nav")
  if (!nav) {
    nav = document.createElement("nav")
    parentElement.append(nav)
  }
  nav.ariaLabel = data.label
  nav.className = data.kiosk ? "kiosk" : ""
  nav.hidden = data.languages.length < 2
  if (nav.childElementCount !== data.languages.length) {
    nav.replaceChildren(...data.languages.map(() => document.createElement("button")))
  }
  // the same buttons in every run: the one that was pressed keeps the keyboard's focus
  data.languages.forEach(({ code, name }, number) => {
    const button = /** @type {HTMLButtonElement} */ (nav.children[number])
    button.type = "button"
    button.lang = code
    button.textContent = name
    button.ariaPressed = String(code === data.current)
    button.onclick = () => setTriggerValue("chosen", code)
  })
}
