const SVG = "http://www.w3.org/2000/svg";

/** An outline icon from path data on a 24 by 24 grid, drawn in the text's colour. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const shape = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  shape.setAttribute("d", path);
  svg.appendChild(shape);
  return svg;
}
