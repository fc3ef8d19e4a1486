// Single keys. Each goes where the thing on the page goes that has it as its access key, so that
// there is one list of them; without this script the access keys do the same.
(() => {
  "use strict";
  const KEPT = "govledger-single-keys", SOON = 2000; // Milliseconds from g to the letter after it.
  const isOff = () => {
    try { return localStorage.getItem(KEPT) === "off"; } catch { return false; }
  };
  const types = at => at instanceof Element && at.closest("input, select, textarea") !== null;
  let began = -SOON;

  document.addEventListener("keydown", event => {
    const goes = event.timeStamp - began < SOON;
    began = -SOON;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (types(event.target) || isOff()) return;
    if (event.key === "g" && !goes) {
      began = event.timeStamp;
    } else if (goes ? /^[a-z]$/.test(event.key) : "/?".includes(event.key)) {
      const found = document.querySelector(`nav [accesskey="${event.key}"]`);
      if (found === null) return;
      event.preventDefault(); // Else the stroke would stand in the box.
      if (found.matches("input")) found.select(); else found.click();
      found.focus();
    }
  });

  const row = document.getElementById("single-keys");
  if (row === null) return;
  const [says, button] = [row.querySelector("span"), row.querySelector("button")];
  const tell = () => {
    says.textContent = isOff() ? "Single keys are off in this browser." : "Single keys are on.";
    button.textContent = isOff() ? "Turn them on" : "Turn them off";
  };
  button.addEventListener("click", () => {
    try { localStorage.setItem(KEPT, isOff() ? "on" : "off"); } catch { return; }
    tell();
  });
  tell();
  row.hidden = false;
})();
