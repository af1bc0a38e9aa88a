// The editor of queries: numbers of lines, the place of an error, Ctrl and Enter asks.
"use strict";

document.querySelectorAll("textarea[data-editor]").forEach((text) => {
  const wrong = Number(text.dataset.line || 0);
  const column = Number(text.dataset.column || 1);
  const frame = document.createElement("div");
  frame.className = "editor";
  const numbers = document.createElement("div");
  numbers.className = "lines";
  numbers.setAttribute("aria-hidden", "true");
  text.replaceWith(frame);
  frame.append(numbers, text);

  const asSent = text.value;
  const number = () => {
    const count = text.value.split("\n").length;
    numbers.replaceChildren(
      ...Array.from({ length: count }, (_, at) => {
        const line = document.createElement("div");
        line.textContent = String(at + 1);
        if (at + 1 === wrong && text.value === asSent) line.className = "wrong";
        return line;
      }),
    );
    numbers.scrollTop = text.scrollTop;
  };
  text.addEventListener("input", number);
  text.addEventListener("scroll", () => {
    numbers.scrollTop = text.scrollTop;
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      text.form.requestSubmit();
    }
  });
  number();

  if (wrong > 0) {
    const lines = text.value.split("\n");
    const before = lines.slice(0, wrong - 1).reduce((sum, line) => sum + line.length + 1, 0);
    const line = [...(lines[wrong - 1] || "")];
    const start = before + line.slice(0, column - 1).join("").length;
    text.focus();
    text.setSelectionRange(start, Math.max(start, before + line.join("").length));
  }
});
