// Enhancements of pages that work without them. No framework, no request off this server.
"use strict";

// Suggestions under the search box, after a pause in typing.
document.querySelectorAll("input[data-suggest]").forEach((box) => {
  const list = document.getElementById(box.getAttribute("list"));
  let timer = 0;
  let asked = "";
  const show = (found) => {
    list.replaceChildren(
      ...found.map((one) => {
        const option = document.createElement("option");
        option.value = one.name;
        option.label = one.kind;
        option.dataset.href = one.href;
        return option;
      }),
    );
  };
  const ask = async () => {
    const text = box.value.trim();
    if (text === asked || text.length < 2) return;
    asked = text;
    const reply = await fetch(box.dataset.suggest + "?q=" + encodeURIComponent(text));
    if (reply.ok && text === asked) show(await reply.json());
  };
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(() => {}), 150);
    // A name that was picked from the list leads straight to its page.
    const picked = [...list.options].filter((option) => option.value === box.value);
    box.dataset.href = picked.length === 1 ? picked[0].dataset.href : "";
  });
  box.form.addEventListener("submit", (event) => {
    if (box.dataset.href && box.form.getAttribute("role") === "search") {
      event.preventDefault();
      location.assign(box.dataset.href);
    }
  });
});
