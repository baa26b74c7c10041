// @ts-check
// The maps that are listened to, and the server's last answers. On the document rather than in this module, of which each
// component may have its own.

/** @import { ChartLink } from "./tap.js" */

/** The server has the taps up to this number; `chosen`: the areas that are chosen now, where taps choose.
 * @typedef {{acknowledged: number, chosen?: string[]}} Answer */
/** @typedef {{links: Map<string, ChartLink>, answers: Map<string, Answer>}} Kept */

const NAME = Symbol.for("referral.taps")

/** @type {Kept} */
const kept = (/** @type {any} */ (globalThis)[NAME] ??= { links: new Map(), answers: new Map() })
/** A component's key -> its link to the chart. */
export const links = kept.links
/** A component's key -> what the server said last: it may come before the link is there. */
export const answers = kept.answers
