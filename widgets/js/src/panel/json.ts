/** Serializes an object as JSON, ignoring any `toJSON` that a page added to prototypes. Undefined values are omitted. */
export function toJson(value: unknown): string {
  if (!value || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value).filter(([, each]) => each !== undefined).map(([name, each]) => JSON.stringify(name) + ":" + toJson(each)).join()}}`;
}
