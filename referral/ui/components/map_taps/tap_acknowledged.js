// @ts-check
// The server's answer to tap.js: which tap it has. Apart from tap.js, so that what changes with every tap is small.

import { links } from "./links.js"

/** @import { Component } from "../types.js" */

/** @param {Component<{key: string, acknowledged: number}>} run */
export default function ({ data }) {
  links.get(data.key)?.acknowledged(data.acknowledged)
}
