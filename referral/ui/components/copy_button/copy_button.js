// @ts-check
// A button that copies a text. Browsers give the clipboard only to secure pages; on a plain http address inside a
// clinic the older way (select, then copy) is used.

/** @import { Component } from "../types.js" */

/** @param {string} text */
async function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text)
    return
  }
  const field = document.createElement("textarea")
  field.value = text
  field.setAttribute("readonly", "")
  field.style.cssText = "position:fixed;top:0;opacity:0"
  document.body.append(field)
  field.select()
  const copied = document.execCommand("copy")
  field.remove()
  if (!copied) throw new Error("copy refused")
}

/** @param {Component<{text: string, label: string, done: string}>} run */
export default function ({ parentElement, data }) {
  /** @type {HTMLButtonElement | null} */
  let button = parentElement.querySelector("button.rp-copy")
  if (!button) {
    button = document.createElement("button")
    button.type = "button"
    button.className = "rp-copy"
    button.setAttribute("aria-live", "polite")
    parentElement.append(button)
  }
  const shown = button
  shown.textContent = data.label
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  shown.onclick = async () => {
    clearTimeout(timer)
    try {
      await copyText(data.text)
      shown.textContent = data.done
    } catch {
      shown.textContent = data.label
    }
    timer = setTimeout(() => { shown.textContent = data.label }, 2500)
  }
  return () => { clearTimeout(timer); shown.remove() }
}
