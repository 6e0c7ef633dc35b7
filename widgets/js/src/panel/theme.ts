import type { Host } from "../common/contract";
import { prefers } from "./platform";

/** Follows the theme: the setting's, else the one that the page declares for itself, else the device's. */
export function applyTheme({ frame, data, view: { appearance }, tint }: Host): void {
  const theme = data.theme ?? appearance.theme;
  const page = getComputedStyle(document.documentElement).colorScheme.replace("only ", "");
  const isDark = [theme, page, prefers("color-scheme: dark") ? "dark" : ""].find((each) => each === "light" || each === "dark" || !each) === "dark";
  frame.classList.toggle("dark", isDark);
  tint((isDark && appearance.colorDark) || appearance.color);
}
