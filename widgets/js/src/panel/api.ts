import type { Store } from "./store";

export interface Source {
  title: string;
  url?: string | null;
}

export interface StoredMessage {
  id: string;
  role: string;
  text: string;
  at: string;
  finishReason?: string | null;
  sources?: Source[] | null;
  rating?: number | null;
}

export interface History {
  messages: StoredMessage[];
  state: string;
}

/** A refusal by the server, or (with status 0) the failure to reach it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** What the visitor may read; empty when the server did not say. */
    readonly detail: string,
    /** Seconds to wait before another try, or 0. */
    readonly retryAfter = 0,
  ) {
    super(code);
  }

  /** The way to the server broke; the same request may work in a moment. */
  get isTransient(): boolean {
    return !this.status || (!this.code && this.status >= 500);
  }
}

interface Request {
  body?: unknown;
  accept?: string;
  lastEventId?: number;
  signal?: AbortSignal;
}

/** The calls of the widget API. Every one of them throws a {@link Problem} and nothing else. */
export class Api {
  constructor(
    private readonly base: string,
    private readonly key: string,
    private readonly store: Store,
  ) {}

  send(message: Record<string, unknown>, signal: AbortSignal): Promise<Response> {
    return this.#call("POST", `/chatbots/${encodeURIComponent(this.key)}/messages`, { body: message, accept: STREAM, signal });
  }

  reply(messageId: string, lastEventId: number, signal: AbortSignal): Promise<Response> {
    return this.#call("GET", this.#message(messageId, "/reply"), { accept: STREAM, lastEventId, signal });
  }

  stop(messageId: string): Promise<Response> {
    return this.#call("POST", this.#message(messageId, "/stop"));
  }

  rate(messageId: string, rating: number, comment?: string): Promise<Response> {
    return this.#call("POST", this.#message(messageId, "/rating"), { body: { rating, ...(comment && { comment }) } });
  }

  async history(after?: string): Promise<History> {
    const response = await this.#call("GET", this.#conversation() + "/messages" + (after ? `?after=${encodeURIComponent(after)}` : ""));
    return response.json().catch(unreachable);
  }

  async transcript(): Promise<Blob> {
    const response = await this.#call("GET", this.#conversation() + "/transcript", { accept: "text/plain" });
    return response.blob().catch(unreachable);
  }

  erase(): Promise<Response> {
    return this.#call("DELETE", "/visitor");
  }

  #conversation(): string {
    return `/conversations/${encodeURIComponent(this.store.saved.conversationId ?? "")}`;
  }

  #message(id: string, rest: string): string {
    return `${this.#conversation()}/messages/${encodeURIComponent(id)}${rest}`;
  }

  async #call(method: string, path: string, request: Request = {}): Promise<Response> {
    const { token } = this.store.saved;
    const headers: Record<string, string> = { Accept: request.accept ?? "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (request.body) headers["Content-Type"] = "application/json";
    if (request.lastEventId) headers["Last-Event-ID"] = String(request.lastEventId);

    const response = await fetch(`${this.base}/widget/v1${path}`, {
      method,
      headers,
      body: request.body ? JSON.stringify(request.body) : null,
      signal: request.signal ?? null,
      credentials: "omit",
      cache: "no-store",
    }).catch(unreachable);
    if (response.ok) return response;
    throw await readProblem(response);
  }
}

const STREAM = "text/event-stream";

function unreachable(): never {
  throw new Problem(0, "network", "");
}

async function readProblem(response: Response): Promise<Problem> {
  const problem = await response.json().catch(() => null);
  const seconds = Number(response.headers.get("Retry-After"));
  return toProblem(problem, response.status, seconds > 0 ? seconds : 0);
}

/** Problem details, as a refusal's body or as the data of an `error` event. */
export function toProblem(value: unknown, status = 500, retryAfter = 0): Problem {
  const { code, detail } = (value && typeof value === "object" ? value : {}) as { code?: unknown; detail?: unknown };
  return new Problem(status, typeof code === "string" ? code : "", typeof detail === "string" ? detail : "", retryAfter);
}
