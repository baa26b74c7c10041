"""The least a Streamlit app can do: one button, one line of text. The floor of every tap."""

import streamlit as st

if st.button("Tap"):
    st.session_state["taps"] = st.session_state.get("taps", 0) + 1
with st.container(key="results"):
    st.text(f"taps: {st.session_state.get('taps', 0)}")
