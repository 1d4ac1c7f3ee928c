// Warns before the quiet time is over, and lets the person stay. Draws nothing when there is plenty of time.
//
// The dialog says:  data-session-seconds     quiet seconds until sign-out
//                   data-session-extend-url  where a POST counts as being there (the warning has no button without it)
//                   data-session-token       the CSRF token
// Other tabs of the same person, and every draft saved, count as being there.

const WARN_BEFORE = 120; // seconds; WCAG 2.2.1 asks for at least 20

export function startSessionWarning(dialog) {
  const quiet = Number(dialog.dataset.sessionSeconds);
  const left = dialog.querySelector("[data-session-left]");
  const status = dialog.querySelector("[data-session-status]");
  const stay = dialog.querySelector("[data-session-extend]");
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("sd-session") : null;
  const warnBefore = Math.min(WARN_BEFORE, Math.max(20, quiet / 2));
  let ends = Date.now() + quiet * 1000;
  let over = false;

  function seen(share) {
    ends = Date.now() + quiet * 1000;
    over = false;
    draw();
    if (dialog.open) dialog.close();
    if (share) tabs?.postMessage("seen");
  }

  function draw() {
    for (const part of dialog.querySelectorAll("[data-session-soon]")) part.hidden = over;
    for (const part of dialog.querySelectorAll("[data-session-over]")) part.hidden = !over;
    stay.hidden = over || !dialog.dataset.sessionExtendUrl;
  }

  function words(seconds) {
    const minutes = Math.ceil(seconds / 60);
    if (seconds <= 60) return `${Math.max(0, Math.ceil(seconds / 10) * 10)} seconds`;
    return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  }

  function tick() {
    if (over) return;
    const seconds = (ends - Date.now()) / 1000;
    if (seconds <= 0) {
      over = true;
      draw();
      if (!dialog.open) dialog.showModal();
      return;
    }
    if (seconds <= warnBefore) {
      const text = words(seconds);
      if (left.textContent !== text) left.textContent = text;
      if (!dialog.open) {
        dialog.showModal();
        status.textContent = `You will be signed out in ${text}.`;
      }
    }
  }

  draw();
  stay.addEventListener("click", async () => {
    try {
      const answer = await fetch(dialog.dataset.sessionExtendUrl, {
        method: "POST",
        headers: { "X-CSRFToken": dialog.dataset.sessionToken },
        credentials: "same-origin",
        redirect: "manual",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      seen(true);
    } catch {
      status.textContent = "We could not reach the service. Try again.";
      status.classList.remove("govuk-visually-hidden");
    }
  });
  document.addEventListener("sd:seen", () => seen(true));
  tabs?.addEventListener("message", () => seen(false));
  tabs?.postMessage("seen");
  setInterval(tick, 1000);
}
