// Plain script for the day on which the program stops: it shows the box in
// index.html and hands out everything that this browser keeps. It must work when
// nothing else does, so it uses nothing of the app.
"use strict";
(() => {
  const box = document.getElementById("rescue");
  const show = () => {
    box.hidden = false;
    document.getElementById("rescue-reload").focus();
  };
  document.getElementById("rescue-reload").addEventListener("click", () => location.reload());
  document.getElementById("rescue-download").addEventListener("click", () => {
    const kept = {};
    try {
      for (let at = 0; at < localStorage.length; at += 1) {
        const key = localStorage.key(at);
        if (key.startsWith("steelyard")) kept[key] = localStorage.getItem(key);
      }
    } catch (blocked) {
      kept.blocked = String(blocked);
    }
    const text = JSON.stringify({ format: "steelyard-rescue", texts: kept });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "steelyard-rescue.json";
    link.click();
  });
  // The program says so itself when it panics; the rest is for one that never began.
  window.addEventListener("steelyard-stopped", show);
  window.addEventListener("error", (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) show();
  });
  window.addEventListener("unhandledrejection", (event) => {
    const nothingShown = document.getElementById("app").childElementCount === 0;
    if (event.reason instanceof WebAssembly.RuntimeError || nothingShown) show();
  });
})();
