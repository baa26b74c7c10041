// @ts-check
// Buttons in plain HTML that each choose a place: one listener for all of them, which come and go with every run.

import { Asking } from "../asking.js"

/** @import { Component } from "../types.js" */
/** @typedef {{area: string, number: number}} Chosen */

const BUTTON = ".rp-place-button"

/** One on a page. @type {Asking<Chosen> | null} */
let asking = null

/** @param {Component<{had: number}>} run */
export default function ({ data, setTriggerValue }) {
  const asked = asking ??= listening()
  asked.send = ([chosen]) => setTriggerValue("chosen", chosen)
  asked.answered(data.had)
  if (!asked.open().length) release()
}

/** @returns {Asking<Chosen>} */
function listening() {
  /** @type {Asking<Chosen>} */
  const asked = new Asking("place_buttons", () => {}, release)
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest(BUTTON) : null
    if (!(button instanceof HTMLButtonElement) || button.ariaBusy === "true") return
    if (asked.add({ area: button.dataset.area ?? "" })) button.ariaBusy = "true" // a second press chooses nothing
  })
  return asked
}

/** They can be pressed again: what was pressed stays on the page when a run changes nothing of it. */
function release() {
  for (const button of document.querySelectorAll(`${BUTTON}[aria-busy]`)) button.removeAttribute("aria-busy")
}
