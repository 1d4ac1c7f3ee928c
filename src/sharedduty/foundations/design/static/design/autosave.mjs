// Saves each field of a draft as it is left. The form works without this: its own button saves everything.
//
// The form says:  data-autosave-url      where to send
//                 data-autosave-version  the version of the draft this page was drawn from (may be empty)
// and holds one   [data-autosave-status] element with role="status".
// Sent: POST, header X-CSRFToken, body autosave_field=NAME, autosave_version=V, and NAME=value once for each value, and
// autosaved=NAME=V&…: at which version this page itself last saved each field. Without it the page's own savings would
// look like somebody else's. The form's own button sends the same field, after a saving that is still on its way.
// Answered: 200 {"saved_at": "10:42", "version": "8"}; 409 {"message", "href"} when somebody else changed it;
// 422 {"message"} when the answer cannot be kept. Anything else is tried again; nothing typed is thrown away.

const FIRST_WAIT = 4000;
const LONGEST_WAIT = 60000;
const SUBMIT_WAIT = 3000;
const SKIPPED_TYPES = ["hidden", "password", "file", "submit", "button", "image", "reset"];

export function startAutosave(form) {
  const status = form.querySelector("[data-autosave-status]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]");
  const waiting = new Map(); // field name -> values not yet kept by the server
  const kept = new Map(); // field name -> what the server has, as text
  const version = form.dataset.autosaveVersion ?? "";
  const savedAt = new URLSearchParams(); // field name -> version at which this page saved it
  let sending = null; // the saving on its way, as a promise
  let stopped = false;
  let wait = FIRST_WAIT;
  let timer = 0;

  const valuesOf = (name) => new FormData(form).getAll(name).filter((value) => typeof value === "string");
  const asText = (values) => JSON.stringify(values);

  const mayBeSaved = (element) =>
    element.name && element.form === form && !SKIPPED_TYPES.includes(element.type) && !element.closest("[data-no-autosave]");

  for (const element of form.elements) {
    if (mayBeSaved(element)) kept.set(element.name, asText(valuesOf(element.name)));
  }

  function say(text, href, linkText) {
    if (!status) return;
    status.textContent = text;
    if (href && new URL(href, location.href).origin === location.origin) {
      const link = document.createElement("a");
      link.className = "govuk-link";
      link.href = href;
      link.textContent = linkText;
      status.append(" ", link);
    }
  }

  function notice(element) {
    if (stopped || !mayBeSaved(element)) return;
    const values = valuesOf(element.name);
    if (asText(values) === kept.get(element.name)) {
      waiting.delete(element.name);
      return;
    }
    waiting.set(element.name, values);
    flush();
  }

  async function flush() {
    if (sending || stopped || waiting.size === 0) return;
    clearTimeout(timer);
    const [name, values] = waiting.entries().next().value;
    sending = send(name, values);
    const outcome = await sending;
    sending = null;
    if (outcome === "again") {
      timer = setTimeout(flush, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
      return;
    }
    wait = FIRST_WAIT;
    if (outcome === "refused" || outcome === "kept") {
      // The person may have gone on typing while this was on its way; then it is still waiting.
      if (asText(waiting.get(name)) === asText(values)) waiting.delete(name);
      if (outcome === "kept") kept.set(name, asText(values));
    }
    flush();
  }

  async function send(name, values) {
    const body = new URLSearchParams([["autosave_field", name], ["autosave_version", version]]);
    const of = form.querySelector("input[name=form_token]");
    if (of) body.append("autosave_of", of.value); // a saving that comes after its form was taken in is not kept
    if (savedAt.size) body.append("autosaved", savedAt.toString());
    for (const value of values) body.append(name, value);
    let answer;
    try {
      answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token?.value ?? "", Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
      });
    } catch {
      say("Not saved yet: there is no connection. What you typed is kept on this page and will be saved when it is back.");
      return "again";
    }
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) {
      if (told.version) remember(name, told.version);
      const clock = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      say(`Saved ${told.saved_at ?? clock}`);
      document.dispatchEvent(new CustomEvent("sd:seen"));
      return "kept";
    }
    if (answer.status === 409) {
      stopped = true;
      say(told.message ?? "Somebody else changed this while you were typing. Nothing of yours is lost.",
        told.href ?? location.href, "See both and choose");
      return "stopped";
    }
    if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") {
      say("Not saved: you are signed out. Keep this page open, sign in again in another tab, and it will be saved.",
        "/sign-in/", "Sign in");
      return "again";
    }
    if (answer.status === 422 || answer.status === 400 || answer.status === 413) {
      say(told.message ?? "That answer could not be kept yet. You will be told why when you continue.");
      return "refused";
    }
    say("Not saved yet: the service did not answer. What you typed is kept on this page and will be tried again.");
    return "again";
  }

  function remember(name, at) {
    savedAt.set(name, at);
    let input = form.querySelector("input[name=autosaved]");
    if (!input) {
      input = document.createElement("input");
      input.type = "hidden";
      input.name = "autosaved";
      form.append(input);
    }
    input.value = savedAt.toString();
  }

  async function submit(event) {
    stopped = true;
    waiting.clear();
    if (!sending) return;
    event.preventDefault();
    await Promise.race([sending, new Promise((resolve) => setTimeout(resolve, SUBMIT_WAIT))]);
    sending = null;
    form.requestSubmit(event.submitter);
  }

  form.addEventListener("change", (event) => notice(event.target));
  form.addEventListener("focusout", (event) => notice(event.target));
  form.addEventListener("submit", submit);
  addEventListener("online", () => { wait = FIRST_WAIT; flush(); });
  addEventListener("beforeunload", (event) => { if (waiting.size > 0) event.preventDefault(); });
}
