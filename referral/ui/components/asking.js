// @ts-check
// What a component asks the server for, and waits for: one way for all of them.
//
// Each thing asked for has a number. Streamlit keeps only the newest of several triggers that wait for a run, so one
// message is under way at a time; what comes meanwhile follows when the server says that it has that one. What gets no
// answer is sent again under its numbers, at once when the line is there again: the server knows by its number what it
// has had (asking.py). What is never answered is given up, and whoever asked hears of it.

import { isConnected, onReconnected } from "./edges.js"

/** @typedef {{number: number}} Numbered */

const RESEND_MS = 6000
const MOST_SENDINGS = 3
const LOST_MS = 1000 // what a run does not know that was sent so long before was lost: the line was cut
const MOST_WAITING = 1000
const LONGEST_CUT_MS = 60_000 // so long a thing is kept while the line is cut; with a line, for MOST_SENDINGS
const OLDEST_LEFT_OVER_MS = 20_000 // a cut of 15 s and what Streamlit needs to find the line again

let lastNumber = 0 // grows over remounts and reloads, so that the server can tell a new one from a repeated one
export const nextNumber = () => (lastNumber = Math.max(lastNumber + 1, Date.now()))

/** What had no answer when its component was taken away: Streamlit mounts a component anew while a page is being made,
 * and for another session of the server's; the next of the same name asks again. @type {Map<string, Numbered[]>} */
const leftOver = new Map()

/** @template {Numbered} One */
export class Asking {
  /** @param {string} name of the component @param {(ones: One[]) => void} send
   * @param {(ones: One[]) => void} givenUp @param {number} [most] how many go into a message */
  constructor(name, send, givenUp = () => {}, most = 1) {
    this.name = name
    this.send = send
    this.givenUp = givenUp
    this.most = most
    this.ended = new AbortController()
    const before = /** @type {One[]} */ (leftOver.get(name) ?? [])
    leftOver.delete(name)
    /** Not sent yet; at first what the one before had no answer to: numbers are times. @type {One[]} */
    this.waiting = before.filter(({ number }) => Date.now() - number < OLDEST_LEFT_OVER_MS)
    /** @type {{ones: One[], times: number, at: number, timer?: ReturnType<typeof setTimeout>} | null} */
    this.sent = null
    onReconnected(() => this.sendAgain(), this.ended.signal)
  }

  /** What has no answer yet. @returns {One[]} */
  open() {
    return [...this.sent?.ones ?? [], ...this.waiting]
  }

  /** @param {Omit<One, "number">} what @returns {One | null} with its number; null where too many wait */
  add(what) {
    if (this.waiting.length >= MOST_WAITING) return null
    const one = /** @type {One} */ ({ ...what, number: nextNumber() })
    this.waiting.push(one)
    this.start()
    return one
  }

  /** Sends what waits, unless something is under way. */
  start() {
    if (this.sent) return
    const ones = this.waiting.splice(0, this.most)
    if (!ones.length) return
    this.sent = { ones, times: 0, at: 0 }
    this.sendOnce()
  }

  /** In every run: the server has all up to this number. @param {number} number */
  answered(number) {
    this.waiting = this.waiting.filter((one) => one.number > number) // left over, and answered after all
    if (!this.sent) return this.start()
    const left = this.sent.ones.filter((one) => one.number > number)
    if (left.length === this.sent.ones.length) {
      // a run that knows nothing of what was sent a while ago: it was lost on the way
      if (performance.now() - this.sent.at > LOST_MS) this.sendOnce()
    } else if (left.length) {
      clearTimeout(this.sent.timer)
      this.sent = { ones: left, times: 0, at: 0 }
      this.sendOnce()
    } else this.settle()
  }

  /** These are no longer wanted. @param {(one: One) => boolean} [which] all of them */
  forget(which = () => true) {
    this.waiting = this.waiting.filter((one) => !which(one))
    if (this.sent?.ones.every(which)) this.settle()
  }

  sendOnce() {
    if (!this.sent) return
    clearTimeout(this.sent.timer)
    const waits = !isConnected() && Date.now() - this.sent.ones[0].number < LONGEST_CUT_MS
    if (!waits && this.sent.times++ >= MOST_SENDINGS) {
      this.givenUp(this.sent.ones)
      return this.settle()
    }
    this.sent.timer = setTimeout(() => this.sendOnce(), RESEND_MS)
    this.sent.at = performance.now()
    this.send(this.sent.ones)
  }

  sendAgain() {
    if (!this.sent) return
    this.sent.times = 0
    this.sendOnce()
  }

  settle() {
    clearTimeout(this.sent?.timer)
    this.sent = null
    this.start()
  }

  /** The component is taken away; the next of its name takes over what is open. */
  close() {
    if (this.ended.signal.aborted) return
    clearTimeout(this.sent?.timer)
    leftOver.set(this.name, this.open())
    this.waiting = []
    this.sent = null
    this.ended.abort()
  }
}
