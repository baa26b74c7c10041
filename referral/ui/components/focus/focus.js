// @ts-check
// Moves the keyboard's and the screen reader's focus to a heading that has just taken the place of the page.

import { scrolledPage } from "../edges.js"

/** @import { Component } from "../types.js" */

/** A component's key -> the last token for which the focus was moved. @type {Map<string, string>} */
const moved = new Map()

/** @param {Component<{key: string, target: string, token: string, from_top: boolean}>} run */
export default function ({ data }) {
  if (!data.token || moved.get(data.key) === data.token) return
  const target = document.getElementById(data.target)
  if (!target) return
  moved.set(data.key, data.token)
  target.focus({ preventScroll: true })
  const { top } = target.getBoundingClientRect()
  if (data.from_top) scrolledPage()?.scrollTo({ top: 0 })
  else if (top < 0 || top > innerHeight * 0.6) target.scrollIntoView({ block: "start" })
}
