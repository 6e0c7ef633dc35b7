/** What a call returns, or undefined when it throws: for what a browser, a page or a server may refuse. */
export function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
