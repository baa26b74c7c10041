// @ts-check
// The languages, each by its own name: in a row, and where there is no room for a row folded into a list. And the page's
// own language, which Streamlit fixes to English: screen readers and hyphenation go by it.

import { Asking } from "../asking.js"

/** @import { Component } from "../types.js" */
/** @typedef {{code: string, number: number}} Chosen */
/** @typedef {{current: string, had: number, label: string, kiosk: boolean, languages: {code: string, name: string}[]}} Data */

/** One on every page. @type {Asking<Chosen> | null} */
let asking = null

/** @param {Component<Data>} run */
export default function ({ data, parentElement, setTriggerValue }) {
  document.documentElement.lang = data.current
  const asked = asking ??= new Asking("language", () => {})
  asked.send = ([chosen]) => setTriggerValue("chosen", chosen)
  asked.answered(data.had)
  const choose = (/** @type {string} */ code) => {
    asked.forget()
    asked.add({ code })
  }
  const nav = kept(parentElement, "nav"), list = kept(parentElement, "select")
  nav.className = list.className = data.kiosk ? "kiosk" : ""
  nav.ariaLabel = list.ariaLabel = data.label
  nav.hidden = list.hidden = data.languages.length < 2
  fill(nav, "button", data)
  fill(list, "option", data)
  for (const button of nav.children) {
    if (!(button instanceof HTMLButtonElement)) continue
    button.type = "button"
    button.ariaPressed = String(button.value === data.current)
    button.onclick = () => choose(button.value)
  }
  list.value = data.current
  list.onchange = () => choose(list.value)
}

/** The element that is there already, so that what was pressed keeps the keyboard's focus; else a new one.
 * @template {keyof HTMLElementTagNameMap} Name @param {Element | ShadowRoot} parent @param {Name} name
 * @returns {HTMLElementTagNameMap[Name]} */
function kept(parent, name) {
  const there = parent.querySelector(name)
  if (there) return there
  const made = document.createElement(name)
  parent.append(made)
  return made
}

/** @param {HTMLElement} parent @param {"button" | "option"} name @param {Data} data */
function fill(parent, name, { languages }) {
  if (parent.childElementCount !== languages.length) {
    parent.replaceChildren(...languages.map(() => document.createElement(name)))
  }
  languages.forEach((language, number) => {
    const one = /** @type {HTMLButtonElement | HTMLOptionElement} */ (parent.children[number])
    one.value = language.code
    one.lang = language.code
    one.textContent = name === "option" ? `${language.code.toUpperCase()}\u2003\u2003\u2003${language.name}` : language.name
  })
}
