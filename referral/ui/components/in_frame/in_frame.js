// @ts-check
// In a frame of another site. Tells that site how tall the frame should be, if it is one that may know:
// {referralExplorer: "height", height: CSS pixels}. What leaves the explorer opens in the whole window.

import { CONTENT, missing } from "../edges.js"

/** @import { Component } from "../types.js" */

// Up to this width the page is laid out for a window that it fits, with a bar at its lower edge (styles/layout.css): the
// frame is as tall as most of a screen. Wider ones are as tall as what they show.
const NARROW_PX = 1000
const OF_SCREEN = 0.8
const TALLEST_WINDOW_PX = 900
const LEAST_PX = 320

/** @type {AbortController | null} */
let telling = null

/** @param {Component<{sites: string[]}>} run */
export default function ({ data }) {
  telling?.abort()
  const mine = telling = new AbortController()
  document.addEventListener("click", outOfFrame, { capture: true, signal: mine.signal })
  if (parent !== window) tellHeight(round(data.sites), mine.signal)
  return () => mine.abort()
}

/** The sites among these that stand round us; all of them where the browser does not say. @param {string[]} sites */
function round(sites) {
  const origins = location.ancestorOrigins
  return origins ? sites.filter((site) => origins[0] === site) : sites
}

/** @param {string[]} sites @param {AbortSignal} signal */
function tellHeight(sites, signal) {
  const content = document.querySelector(CONTENT)
  if (!content) return missing(CONTENT)
  let told = 0
  const tell = () => {
    const height = wantedHeight(content)
    if (height === told) return
    told = height
    for (const site of sites) parent.postMessage({ referralExplorer: "height", height }, site)
  }
  const watching = new ResizeObserver(tell)
  watching.observe(content)
  signal.addEventListener("abort", () => watching.disconnect())
  tell()
}

/** @param {Element} content @returns {number} CSS pixels */
function wantedHeight(content) {
  if (innerWidth > NARROW_PX) return Math.max(LEAST_PX, Math.ceil(content.getBoundingClientRect().height))
  return Math.max(LEAST_PX, Math.round(Math.min(screen.availHeight * OF_SCREEN, TALLEST_WINDOW_PX)))
}

/** A telephone, a message, another site: none of them in a frame of somebody's page. @param {MouseEvent} event */
function outOfFrame(event) {
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement)
  if (link instanceof HTMLAnchorElement && link.host !== location.host && link.target !== "_blank") link.target = "_top"
}
