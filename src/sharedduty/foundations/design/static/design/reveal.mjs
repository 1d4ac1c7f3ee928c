// Shows the fields under a radio when it is chosen. GOV.UK Frontend's own script marks radios with aria-expanded, which
// ARIA does not allow there; the fields follow their radio in reading order, so nothing is needed beyond showing them.

export function startReveal(group) {
  const radios = [...group.querySelectorAll("input[type=radio]")];
  function draw() {
    for (const radio of radios) {
      const revealed = document.getElementById(radio.dataset.ariaControls ?? "");
      revealed?.classList.toggle("govuk-radios__conditional--hidden", !radio.checked);
    }
  }
  // A browser going back restores what was chosen after scripts have run.
  addEventListener("pageshow", draw);
  group.addEventListener("change", draw);
  draw();
}
