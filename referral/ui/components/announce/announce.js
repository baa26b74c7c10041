// @ts-check
// Says to a screen reader what a tap has changed elsewhere on the page. The element stays the same from run to run: one
// that comes with its words would not be read.

/** @import { Component } from "../types.js" */

/** What was said last. @type {WeakMap<Element, string>} */
const told = new WeakMap()

/** @param {Component<{text: string}>} run */
export default function ({ data, parentElement }) {
  let region = parentElement.querySelector("[role=status]")
  if (!region) {
    region = document.createElement("p")
    region.role = "status"
    region.className = "rp-unseen"
    parentElement.append(region)
    told.set(region, data.text) // what a page opens with is read with the page
  }
  if (told.get(region) === data.text) return
  told.set(region, data.text)
  region.textContent = data.text
}
