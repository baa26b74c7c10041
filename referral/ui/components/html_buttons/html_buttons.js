// @ts-check
// Buttons in plain HTML: one listener for all of them, which come and go with every run.

import { Asking } from "../asking.js"

/** @import { Component } from "../types.js" */
/** @typedef {{does: string, of: string, number: number}} Pressed */

const BUTTON = "button[data-does]"

/** One on a page. @type {Asking<Pressed> | null} */
let asking = null

/** @param {Component<{had: number}>} run */
export default function ({ data, setTriggerValue }) {
  const asked = asking ??= listening()
  asked.send = ([pressed]) => setTriggerValue("pressed", pressed)
  asked.answered(data.had)
  if (!asked.open().length) release()
}

/** @returns {Asking<Pressed>} */
function listening() {
  /** @type {Asking<Pressed>} */
  const asked = new Asking("html_buttons", () => {}, release)
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest(BUTTON) : null
    if (!(button instanceof HTMLButtonElement) || button.ariaBusy === "true") return
    const { does = "", of = "" } = button.dataset
    if (asked.add({ does, of })) button.ariaBusy = "true" // a second press does nothing
  })
  return asked
}

/** They can be pressed again: what was pressed stays on the page when a run changes nothing of it. */
function release() {
  for (const button of document.querySelectorAll(`${BUTTON}[aria-busy]`)) button.removeAttribute("aria-busy")
}
