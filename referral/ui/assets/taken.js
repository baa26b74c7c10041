// The server's answer to tap.js: which tap it took last. Apart from tap.js so that what changes with every tap is small:
// Streamlit sends a component's whole script again with any change of its data, and only a mark if nothing changed.
export default function ({ data }) {
  globalThis[Symbol.for("referral.taps")]?.get(data.key)?.answer(data.taken)
}
