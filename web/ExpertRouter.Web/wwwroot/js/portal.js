// Small conveniences over pages that work without them. Everything listens on the document, because pages are
// patched in place and elements come and go.
import { attachSuggestions } from "./suggestions.js";

const THEME_KEY = "fluentui-blazor:theme-settings";
const root = document.documentElement;

function isDark() {
  const chosen = root.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function switchTheme() {
  const mode = isDark() ? "light" : "dark";
  root.dataset.theme = mode;
  document.cookie = `theme=${mode}; path=/; max-age=31536000; samesite=lax`;
  window.Blazor?.theme?.setThemeMode?.(mode);
  try { localStorage.setItem(THEME_KEY, JSON.stringify({ mode })); } catch { /* private windows have no storage; the cookie decides */ }
}

function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function moveResult(step) {
  const links = [...document.querySelectorAll("[data-result] [data-open]")];
  if (links.length === 0) return;
  const current = links.findIndex(link => link.closest("[data-result]").contains(document.activeElement));
  const next = links[Math.min(links.length - 1, Math.max(0, current < 0 ? (step > 0 ? 0 : links.length - 1) : current + step))];
  next.focus();
  next.closest("[data-result]").scrollIntoView({ block: "nearest" });
}

// The inbox's keys act on the marked ticket; with none marked, the first press only marks one.
function answer(key) {
  if (!document.querySelector("[data-result] [data-key]")) return false;
  const item = document.activeElement?.closest("[data-result]");
  if (item) item.querySelector(`[data-key="${key}"]`)?.click();
  else moveResult(1);
  return true;
}

function openKeys() {
  const dialog = document.getElementById("keys");
  if (dialog && !dialog.open) dialog.showModal();
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "/") document.getElementById("q")?.focus();
  else if (event.key === "j") moveResult(1);
  else if (event.key === "k") moveResult(-1);
  else if (event.key === "?") openKeys();
  else if (event.key === "w") {
    const why = document.activeElement?.closest("[data-result]")?.querySelector("[data-why]");
    if (!why) return;
    why.open = !why.open;
  } else if (!("adhn".includes(event.key) && answer(event.key))) return;
  event.preventDefault();
});

document.addEventListener("click", event => {
  if (event.target.closest("[data-switch-theme]")) switchTheme();
  if (event.target.closest("[data-open-keys]")) openKeys();
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", event => {
  const menu = event.key === "Escape" ? document.querySelector("details.menu[open]") : null;
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A filter takes effect at once; empty fields stay out of the address.
document.addEventListener("change", event => {
  if (event.target.form?.id === "search-form" && event.target.closest("[data-filters]")) event.target.form.requestSubmit();
});
document.addEventListener("submit", event => {
  if (event.target.id !== "search-form") return;
  const empty = [...event.target.elements].filter(field => field.name && field.name !== "q" && field.value === "");
  for (const field of empty) field.disabled = true;
  setTimeout(() => { for (const field of empty) field.disabled = false; });
}, true);

document.addEventListener("click", event => {
  const toggle = event.target.closest("[data-toggle-filters]");
  if (!toggle) return;
  const isOpen = document.getElementById("filters-body").toggleAttribute("data-open");
  toggle.setAttribute("aria-expanded", isOpen ? "true" : "false");
  toggle.textContent = isOpen ? "Hide" : "Show";
});

// Over 300 ms shows progress, over 3 s says what is happening.
let slow, slower;
function startProgress() {
  const bar = document.getElementById("progress");
  slow = setTimeout(() => { bar.hidden = false; }, 300);
  slower = setTimeout(() => { bar.querySelector(".progress-text").textContent = "Still working on it …"; }, 3000);
}
function endProgress() {
  clearTimeout(slow);
  clearTimeout(slower);
  const bar = document.getElementById("progress");
  if (!bar) return;
  bar.hidden = true;
  bar.querySelector(".progress-text").textContent = "";
}

async function followStartup() {
  const banner = document.querySelector('[data-startup="busy"]');
  if (!banner || followStartup.isRunning) return;
  followStartup.isRunning = true;
  try {
    for (;;) {
      await new Promise(done => setTimeout(done, 1500));
      const state = await (await fetch("/progress")).json();
      const shown = document.querySelector("[data-startup]");
      if (!shown) return;
      shown.textContent = state.sentence;
      if (state.isBusy) continue;
      if (state.sentence === "") {
        shown.textContent = "Ready: everything can be found now.";
        shown.removeAttribute("data-startup");
      }
      return;
    }
  } catch {
    // The server went away; the next page load shows how things stand.
  } finally {
    followStartup.isRunning = false;
  }
}

function onPage() {
  endProgress();
  attachSuggestions(document.getElementById("q"));
  followStartup();
}

onPage();
function listenToBlazor() {
  if (!window.Blazor?.addEventListener) { setTimeout(listenToBlazor, 50); return; }
  Blazor.addEventListener("enhancednavigationstart", startProgress);
  Blazor.addEventListener("enhancednavigationend", endProgress);
  Blazor.addEventListener("enhancedload", onPage);
}
listenToBlazor();
