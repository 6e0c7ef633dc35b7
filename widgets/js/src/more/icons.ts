/** Path data of rarely used icons, for `icon`. */
export const icons = {
  close: "M6 6l12 12M18 6L6 18",
  back: "M9 14L4 9l5-5M4 9h11a5 5 0 0 1 0 10h-3",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0",
  mail: "M3 6h18v13H3zM3 7l9 7 9-7",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  erase: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
};
