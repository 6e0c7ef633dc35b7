/** Path data of the panel's icons, for `icon`. */
export const icons = {
  close: "M6 6l12 12M18 6L6 18",
  compose: "M12 20h9M16 4l3 3L7 19l-4 1 1-4z",
  more: "M12 6v.5M12 12v.5M12 18v.5",
  send: "M12 19V5M5 12l7-7 7 7",
  stop: "M8 8h8v8H8z",
  up: "M7 11v9H4v-9zl4-8a3 3 0 0 1 3 3v3h7l-2 11H7",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  check: "M5 12l5 5 9-9",
};
