import type { Host } from "../common/contract";
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
export type Api = ((method: string, path: string, options?: CallOptions) => Promise<Response>) & {
  /** The last call that changed who answers; later calls wait for it. Never rejects. */
  handover?: Promise<unknown>;
};

export function createApi(host: Pick<Host, "base" | "key" | "view">, store: Store): Api {
  return async (method, path, { body, accept, lastEventId, signal, token = store.saved.token } = {}) => {
    const { conversationId } = store.saved;
    const headers: Record<string, string> = {};
    // The widget's language can differ from the browser's.
    headers["Accept-Language"] = host.view.locale;
    if (accept) headers.Accept = accept;
    if (token) headers.Authorization = "Bearer " + token;
    if (body) headers["Content-Type"] = "application/json";
    if (lastEventId) headers["Last-Event-ID"] = "" + lastEventId;
    const address = host.base + "/widget/v1" + path.replace(":chatbot", "/chatbots/" + host.key).replace(":talk", "/conversations/" + conversationId);
    const response = await fetch(address, { method, headers, body: body && toJson(body), signal, credentials: "omit", cache: "no-store" } as RequestInit).catch(unreachable);
    if (response.ok) return response;
    throw new Problem(response.status, await response.json().catch(() => null), +response.headers.get("Retry-After")! || 0);
  };
}
