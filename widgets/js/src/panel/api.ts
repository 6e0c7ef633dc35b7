import { toJson } from "./json";
import { toProblem, unreachable } from "./problem";
import type { Store } from "./store";

export interface CallOptions {
  body?: object;
  accept?: string;
  lastEventId?: string | number | undefined;
  signal?: AbortSignal;
}

export const STREAM = "text/event-stream";

export type Api = ReturnType<typeof createApi>;

/** The calls of the widget API. Every one of them throws a {@link Problem} and nothing else. */
export function createApi(base: string, key: string, store: Store) {
  return { call, chatbot, talk, message };

  async function call(method: string, path: string, { body, accept = "application/json", lastEventId, signal }: CallOptions = {}): Promise<Response> {
    const { token } = store.saved;
    const headers: Record<string, string> = { Accept: accept };
    if (token) headers.Authorization = "Bearer " + token;
    if (body) headers["Content-Type"] = "application/json";
    if (lastEventId) headers["Last-Event-ID"] = "" + lastEventId;
    const response = await fetch(`${base}/widget/v1${path}`, {
      method, headers, body: body ? toJson(body) : null, signal: signal ?? null, credentials: "omit", cache: "no-store",
    }).catch(unreachable);
    if (response.ok) return response;
    throw toProblem(await response.json().catch(() => null), response.status, Number(response.headers.get("Retry-After")));
  }

  /** A call on the chatbot. */
  function chatbot(method: string, rest: string, options?: CallOptions): Promise<Response> {
    return call(method, `/chatbots/${key}${rest}`, options);
  }

  /** A call on the visitor's conversation. */
  function talk(method: string, rest: string, options?: CallOptions): Promise<Response> {
    return call(method, `/conversations/${store.saved.conversationId}${rest}`, options);
  }

  /** A call on one of its messages. */
  function message(method: string, id: string | undefined, rest: string, options?: CallOptions): Promise<Response> {
    return talk(method, `/messages/${id}${rest}`, options);
  }
}
