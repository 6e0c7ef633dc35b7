import type { Challenge, ProblemDetails } from "../common/wire";

/**
 * A refusal by the server, or (with status 0) the failure to reach it. What is loaded on use has a class of its own: tell one by its
 * status, not by `instanceof`.
 */
export class Problem {
  constructor(
    readonly status: number,
    readonly code: string,
    /** What the visitor may read; empty when the server did not say. */
    readonly detail = "",
    /** Seconds to wait before another try, or 0. */
    readonly retryAfter = 0,
    readonly challenge?: Challenge,
    /** The field of a form that is wrong. */
    readonly field?: string,
  ) {}

  /** The way to the server broke; the same request may work in a moment. */
  get isTransient(): boolean {
    return !this.status || (!this.code && this.status >= 500);
  }
}

export function unreachable(): never {
  throw new Problem(0, "network");
}

/** Problem details, as a refusal's body or as the data of an `error` event. */
export function toProblem(value: ProblemDetails | null, status: number, retryAfter = 0): Problem {
  return new Problem(status, words(value?.code), words(value?.detail), retryAfter > 0 ? retryAfter : 0, value?.challenge, value?.field);
}

/** Only ever text, whatever the server sent. */
export function words(value: unknown): string {
  return typeof value === "string" ? value : "";
}
