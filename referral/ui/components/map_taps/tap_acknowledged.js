// @ts-check
// The server's answer to tap.js: which tap it has, and what is chosen. Apart from tap.js, so that what changes with every tap is small.

import { answers, links } from "./links.js"

/** @import { Component } from "../types.js" */
/** @import { Answer } from "./links.js" */

/** @param {Component<Answer & {key: string}>} run */
export default function ({ data }) {
  answers.set(data.key, data)
  links.get(data.key)?.acknowledged(data)
}
