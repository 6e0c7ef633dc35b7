/** An object as JSON, whatever `toJSON` a page has put on the prototypes of all objects. What is undefined is left out. */
export function toJson(value: unknown): string {
  if (!value || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value).filter(([, each]) => each !== undefined).map(([name, each]) => JSON.stringify(name) + ":" + toJson(each)).join()}}`;
}
