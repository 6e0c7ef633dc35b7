import { toJson } from "./json";
import { Problem, unreachable } from "./problem";
import type { Store } from "./store";

export interface CallOptions {
  body?: object;
  token?: string | undefined;
  accept?: string;
  lastEventId?: string | number | undefined;
  signal?: AbortSignal;
}

export const STREAM = "text/event-stream";

/**
 * Calls the widget API. Throws a {@link Problem} and nothing else.
 * @param path begins with `:chatbot`, `:talk` (the visitor's conversation) or `/`.
 */
export type Api = (method: string, path: string, options?: CallOptions) => Promise<Response>;

export function createApi(base: string, key: string, store: Store): Api {
  return async (method, path, { body, accept, lastEventId, signal, token = store.saved.token } = {}) => {
    const { conversationId } = store.saved;
    const headers: Record<string, string> = {};
    if (accept) headers.Accept = accept;
    if (token) headers.Authorization = "Bearer " + token;
    if (body) headers["Content-Type"] = "application/json";
    if (lastEventId) headers["Last-Event-ID"] = "" + lastEventId;
    const address = base + "/widget/v1" + path.replace(":chatbot", "/chatbots/" + key).replace(":talk", "/conversations/" + conversationId);
    const response = await fetch(address, { method, headers, body: body && toJson(body), signal, credentials: "omit", cache: "no-store" } as RequestInit).catch(unreachable);
    if (response.ok) return response;
    throw new Problem(response.status, await response.json().catch(() => null), +response.headers.get("Retry-After")! || 0);
  };
}
