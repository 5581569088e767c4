"use strict";
// Draws the page again every two seconds, but not under a reader's hand.
(() => {
  const every = 2000;
  const open = () => [...document.querySelectorAll("figure[id]")]
    .filter((figure) => figure.querySelector("details[open]"))
    .map((figure) => figure.id);

  const redraw = async () => {
    const notice = document.getElementById("notice");
    try {
      if (document.querySelector("figure svg:hover, figure svg:focus, .scroll:focus")) return;
      const answer = await fetch("?", { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      const unfolded = open();
      document.querySelector("main").replaceWith(next.querySelector("main"));
      document.title = next.title;
      for (const id of unfolded) {
        const details = document.querySelector(`#${id} details`);
        if (details) details.open = true;
      }
      document.dispatchEvent(new Event("redrawn"));
    } catch (error) {
      if (notice) notice.textContent = "The run does not answer any more: it has ended, or cannot be reached. This is the last that it told.";
    } finally {
      setTimeout(redraw, every);
    }
  };
  setTimeout(redraw, every);
})();
