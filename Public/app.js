// Practice Rota: what the browser may make nicer. Every page works without this file.
"use strict";

(function () {
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  /** Moves the focus to an error summary or a success banner, so that it is read first. */
  function focusNews() {
    const news = document.querySelector("[data-focus]");
    if (news) news.focus();
  }

  /** Follows a link of an error summary to its field and sets the focus there, label in view. */
  function followErrorLink(event) {
    const link = event.target.closest(".error-summary a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest("fieldset, .field") || field).scrollIntoView();
    field.focus({ preventScroll: true });
  }

  /** Adds a show/hide button's work to a password field: <button hidden data-password="field-id">. */
  function passwordButtons() {
    for (const button of all("[data-password]")) {
      const field = document.getElementById(button.dataset.password);
      if (!field) continue;
      const set = (shown) => {
        field.type = shown ? "text" : "password";
        button.textContent = shown ? "Hide" : "Show";
        button.setAttribute("aria-label", shown ? "Hide password" : "Show password");
      };
      button.hidden = false;
      set(false);
      button.addEventListener("click", () => set(field.type === "password"));
      if (field.form) field.form.addEventListener("submit", () => set(false));
    }
  }

  /** Shows only what belongs to the chosen answer: <div data-when="type: partner fy">; "none" stands for no answer yet. */
  function revealFields() {
    const parts = all("[data-when]").map((element) => {
      const [name, values] = element.dataset.when.split(":");
      return { element, form: element.closest("form"), name: name.trim(), values: values.trim().split(/\s+/) };
    });
    const update = () => {
      for (const part of parts) {
        const chosen = all(`[name="${CSS.escape(part.name)}"]`, part.form)
          .filter((input) => input.tagName === "SELECT" || input.checked)
          .map((input) => input.value);
        part.element.hidden = !(chosen.length === 0 ? ["none"] : chosen).some((value) => part.values.includes(value));
      }
    };
    if (parts.length === 0) return;
    document.addEventListener("change", update);
    window.addEventListener("pageshow", update);
    update();
  }

  /**
   * Refreshes <div data-poll="/path" data-poll-ms="1000"> from the server until a fragment comes without data-poll;
   * one with data-done="/path" then leads on. With data-events="/path" an event stream says when, instead of the clock.
   * The words of [data-poll-say] go to the live region when they change.
   */
  function pollProgress() {
    const box = document.querySelector("[data-poll]");
    const voice = document.querySelector("[data-poll-voice]");
    if (!box) return;
    let failures = 0;
    let events = null;
    let asking = false;
    let due = false;
    const again = () => {
      if (!events) window.setTimeout(step, Number(box.dataset.pollMs || 1000) * Math.min(1 + failures, 8));
    };
    const show = (fresh) => {
      if (box.contains(document.activeElement)) return;
      const open = all("details", box).map((details) => details.open);
      box.replaceChildren(...fresh.childNodes);
      all("details", box).forEach((details, index) => { details.open = Boolean(open[index]); });
      const words = box.querySelector("[data-poll-say]");
      if (voice && words && voice.textContent !== words.dataset.pollSay) voice.textContent = words.dataset.pollSay;
    };
    const finish = () => {
      if (events) events.close();
    };
    const step = async () => {
      if (asking) {
        due = true;
        return;
      }
      if (document.hidden && !events) return again();
      asking = true;
      try {
        const answer = await fetch(box.dataset.poll, { headers: { "X-Fragment": "1" }, credentials: "same-origin" });
        if (!answer.ok) throw new Error(String(answer.status));
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("[data-poll], [data-done], [data-poll-end]");
        if (!fresh) return window.location.reload();
        failures = 0;
        if (fresh.dataset.done) {
          finish();
          return window.location.assign(fresh.dataset.done);
        }
        show(fresh);
        if (fresh.dataset.poll) again(); else finish();
      } catch (error) {
        failures += 1;
        again();
      } finally {
        asking = false;
        if (due) {
          due = false;
          step();
        }
      }
    };
    /** The server says when there is something to fetch; where that can't be had, the clock does. */
    const follow = () => {
      if (!window.EventSource || !box.dataset.events) return;
      events = new EventSource(box.dataset.events);
      events.addEventListener("message", step);
      events.addEventListener("error", () => {
        if (events.readyState !== EventSource.CLOSED) return step();
        events = null;
        again();
      });
      window.addEventListener("pagehide", finish);
    };
    follow();
    again();
  }

  /** Gives a sticky bar its shadow only while something lies beneath it. */
  function stickyBars() {
    if (!("IntersectionObserver" in window)) return;
    for (const bar of all(".save-bar")) {
      const watcher = new IntersectionObserver(
        ([entry]) => bar.classList.toggle("is-stuck", entry.intersectionRatio < 1),
        { threshold: [1], rootMargin: "0px 0px -1px 0px" });
      watcher.observe(bar);
    }
  }

  /** Folds <details data-fold-narrow> on a narrow screen, where an open filter would push the list away. */
  function foldNarrow() {
    if (!window.matchMedia("(max-width: 640px)").matches) return;
    for (const details of all("details[data-fold-narrow]")) details.open = false;
  }

  /** <button hidden data-copy="element-id">Copy link</button> copies a field's value or an element's text. */
  function copyButtons() {
    if (!navigator.clipboard) return;
    for (const button of all("[data-copy]")) {
      const source = document.getElementById(button.dataset.copy);
      if (!source) continue;
      const label = button.textContent;
      button.hidden = false;
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(source.value || source.textContent.trim());
          button.textContent = "Copied";
        } catch (error) {
          button.textContent = "Not copied";
        }
        window.setTimeout(() => { button.textContent = label; }, 2000);
      });
    }
  }

  /** Closes menus by a click outside them, by the focus leaving them, and by Escape, which returns to their button. */
  function menus() {
    const close = (keep) => {
      for (const menu of all("details.menu[open]")) if (!keep || !menu.contains(keep)) menu.open = false;
    };
    document.addEventListener("click", (event) => close(event.target));
    document.addEventListener("focusin", (event) => close(event.target));
    document.addEventListener("keydown", (event) => {
      const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
      if (!menu) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  document.addEventListener("click", followErrorLink);
  passwordButtons();
  revealFields();
  pollProgress();
  stickyBars();
  copyButtons();
  menus();
  foldNarrow();
  focusNews();
})();
