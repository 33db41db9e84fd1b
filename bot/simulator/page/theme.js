const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

// The person's own choice is kept between visits; without one the system decides.
const kept = localStorage.getItem("theme");
if (kept === "light" || kept === "dark") root.dataset.theme = kept;

export function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
}

export function toggleTheme() {
  root.dataset.theme = isDark() ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
}
