/** Path data of the panel's icons, for {@link icon}. */
export const icons = {
  close: "M6 6l12 12M18 6L6 18",
  compose: "M12 20h9M16.5 3.5a2.1 2.1 0 0 1 3 3L7 19l-4 1 1-4z",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  erase: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  send: "M12 19V5M5.5 11.5L12 5l6.5 6.5",
  stop: "M8 8h8v8H8z",
  up: "M7 11v9H4v-9zM7 11l4-8a2.5 2.5 0 0 1 2.5 2.5V9H19a2 2 0 0 1 2 2.3l-1.2 7A2 2 0 0 1 17.8 20H7",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  check: "M5 12.5l4.5 4.5L19 7.5",
  retry: "M20 11a8 8 0 1 0-1.5 5.5M20 5v6h-6",
  warning: "M12 8v5M12 16.5v.01M12 3l9.5 17h-19z",
};
