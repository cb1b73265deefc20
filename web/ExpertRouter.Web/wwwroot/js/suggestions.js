// Suggestions below the search box: the combobox pattern with a listbox (arrow keys, Enter, Escape).
const DELAY = 120;

export function attachSuggestions(input) {
  if (!input || input.dataset.suggestions) return;
  input.dataset.suggestions = "on";
  const list = document.getElementById(input.getAttribute("aria-controls"));
  let timer, request, items = [], active = -1;

  function close() {
    list.hidden = true;
    list.replaceChildren();
    items = [];
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", at === index ? "true" : "false"));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[index].id);
  }

  function show(found) {
    if (found.length === 0 || document.activeElement !== input) { close(); return; }
    items = found;
    list.replaceChildren(...found.map((item, index) => {
      const row = document.createElement("li");
      row.id = `suggestion-${index}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      const name = document.createElement("span");
      name.textContent = item.text;
      const kind = document.createElement("span");
      kind.className = "kind";
      kind.textContent = item.kind;
      row.append(name, kind);
      row.addEventListener("mousedown", event => { event.preventDefault(); choose(index); });
      return row;
    }));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(-1);
  }

  function choose(index) {
    const item = items[index];
    close();
    if (item.href) { location.assign(item.href); return; }
    input.value = item.text;
    input.form.requestSubmit();
  }

  async function ask() {
    request?.abort();
    const text = input.value.trim();
    if (text.length < 2) { close(); return; }
    request = new AbortController();
    try {
      const answer = await fetch(`/suggest?q=${encodeURIComponent(text)}`, { signal: request.signal });
      show(answer.ok ? await answer.json() : []);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, DELAY); });
  input.addEventListener("blur", () => { clearTimeout(timer); request?.abort(); close(); });
  input.form.addEventListener("submit", () => { clearTimeout(timer); request?.abort(); close(); });
  input.addEventListener("keydown", event => {
    if (event.key === "Escape" && !list.hidden) { close(); event.preventDefault(); }
    else if (event.key === "ArrowDown" && items.length > 0) { mark((active + 1) % items.length); event.preventDefault(); }
    else if (event.key === "ArrowUp" && items.length > 0) { mark(active <= 0 ? items.length - 1 : active - 1); event.preventDefault(); }
    else if (event.key === "Enter" && active >= 0) { choose(active); event.preventDefault(); }
  });
}
