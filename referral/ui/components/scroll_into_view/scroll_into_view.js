// @ts-check
// Brings what has just been asked for into sight: on a phone the map lies above the list whose muscle was tapped.

import { keySelector } from "../edges.js"

/** @import { Component } from "../types.js" */

/** A component's key -> the last token that was revealed. @type {Map<string, string>} */
const shown = new Map()

/** @param {Component<{key: string, target: string, token: string}>} run */
export default function ({ data }) {
  const before = shown.get(data.key)
  shown.set(data.key, data.token)
  if (before === undefined || before === data.token || !data.token) return
  const target = document.querySelector(keySelector(data.target))
  if (!target) return
  const box = target.getBoundingClientRect()
  if (box.top >= 0 && box.top < innerHeight * 0.6) return
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  target.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" })
}
