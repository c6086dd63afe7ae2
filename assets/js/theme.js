// Light, dark or as the system: at once here, kept in a cookie that the server reads next time.
import { on } from "./dom.js";

on("click", "[data-theme-choice]", (e, button) => {
  e.preventDefault();
  const theme = button.dataset.themeChoice;
  document.documentElement.dataset.bsTheme = theme;
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `theme=${theme};path=/;max-age=31536000;samesite=lax${secure}`;
  for (const other of document.querySelectorAll("[data-theme-choice]")) other.setAttribute("aria-pressed", String(other === button));
});
