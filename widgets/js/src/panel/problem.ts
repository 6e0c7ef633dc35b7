import type { Challenge, ProblemDetails } from "../common/wire";

/**
 * A refusal by the server, or (with status 0) the failure to reach it. What is loaded on use has a class of its own: tell one by its
 * status, not by `instanceof`.
 */
export class Problem {
  readonly code: string;
  /** What the visitor may read; empty when the server did not say. */
  readonly detail: string;
  readonly challenge: Challenge | undefined;
  /** The field of a form that is wrong. */
  readonly field: string | undefined;

  /**
   * @param details as a refusal's body or as the data of an `error` event: whatever the server sent.
   * @param retryAfter seconds to wait before another try, or 0.
   */
  constructor(readonly status = 0, details: ProblemDetails | null = { code: "network" }, readonly retryAfter = 0) {
    this.code = words(details?.code);
    this.detail = words(details?.detail);
    this.challenge = details?.challenge;
    this.field = details?.field;
  }

  /** The way to the server broke; the same request may work in a moment. */
  get isTransient(): boolean {
    return !this.status || (!this.code && this.status >= 500);
  }
}

export function unreachable(): never {
  throw new Problem();
}

/** Returns a list, whatever the server sent. */
export function many<T>(value: T[] | null | undefined): T[] {
  return value instanceof Array ? value : [];
}

/** Returns a text, whatever the server sent. */
export function words(value: unknown): string {
  return typeof value === "string" ? value : "";
}
