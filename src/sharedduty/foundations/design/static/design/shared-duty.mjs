// Starts the components of GOV.UK Frontend that our pages use, then our own. Every page works without any of this.
import {
  Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput,
  ServiceNavigation, SkipLink, Tabs, createAll,
} from "./vendor/govuk-frontend.min.js";
import { startAutosave } from "./autosave.mjs";
import { startReveal } from "./reveal.mjs";
import { startSessionWarning } from "./session.mjs";

for (const component of [
  Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput,
  ServiceNavigation, SkipLink, Tabs,
]) createAll(component);

// A form is sent to the address as it stands: with the skip link's #main-content in it the page that comes back would give
// the focus there, and the error summary would lose it.
document.addEventListener("submit", () => {
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
});

document.querySelectorAll('[data-module="govuk-radios"]').forEach(startReveal);
document.querySelectorAll("form[data-autosave-url]").forEach(startAutosave);
document.querySelectorAll("[data-session-seconds]").forEach(startSessionWarning);
