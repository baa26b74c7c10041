// @ts-check
// What the areas on a map are called: map_hover is told, map_taps speaks it. On the document rather than in this module,
// of which each component may have its own.

const NAMES = Symbol.for("referral.names")

/** A chart's key -> the names of its areas, by "region code:side code", of hidden places by their ids.
 * @type {Map<string, Record<string, string>>} */
export const names = (/** @type {any} */ (globalThis))[NAMES] ??= new Map()
