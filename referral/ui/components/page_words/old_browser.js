// @ts-check
// Part of the page, before all other scripts and in the words of old browsers: shows what the page says by itself
// (referral/serving/without_app.py) where the app cannot run, and takes it away when the app is there.
;(function () {
  // the newest of what Streamlit's scripts, ours and our styles need: Chrome 110, Safari 16.4, Firefox 121
  var KNOWN =
    "toSorted" in Array.prototype &&
    "adoptedStyleSheets" in Document.prototype &&
    typeof CSS === "object" &&
    typeof CSS.supports === "function" &&
    CSS.supports("selector(:has(a))")
  var APP = ".rp-brand, .rp-footer" // what the app draws first and last on every page

  function start() {
    var words = document.querySelector(".rp-without")
    if (!words) return
    if (!KNOWN) words.className += " rp-without-outdated"
    else if (typeof MutationObserver === "function") watch(words)
  }

  /** @param {Element} words */
  function watch(words) {
    var observer = new MutationObserver(look)
    function look() {
      if (!document.querySelector(APP)) return
      observer.disconnect()
      if (words.parentNode) words.parentNode.removeChild(words)
    }
    observer.observe(document.body, { childList: true, subtree: true })
    look()
  }

  // it stands in the head and is deferred; a browser that does not know that runs it before the body is there
  if (document.querySelector(".rp-without")) start()
  else document.addEventListener("DOMContentLoaded", start)
})()
