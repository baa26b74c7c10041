// @ts-check
// The maps that are listened to. On the document rather than in this module, of which each component may have its own.

/** @import { ChartLink } from "./tap.js" */

/** @typedef {Map<string, ChartLink>} Links  a component's key -> its link to the chart */

const NAME = Symbol.for("referral.taps")

/** @type {Links} */
export const links = (/** @type {any} */ (globalThis)[NAME] ??= new Map())
