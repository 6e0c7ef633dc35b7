/** Returns the call's result, or undefined when it throws; for calls that a browser, a page or a server can refuse. */
export function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
