import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach } from "node:test";

export interface Call {
  line: string;
  token: string | undefined;
  lastEventId: string | undefined;
  body: Record<string, unknown>;
}

export type Answer = (response: ServerResponse, call: Call) => void;

/** A real server on the loopback: what breaks here breaks as it does in a network. It gives its answers one after the other. */
export class TestServer {
  calls: Call[] = [];
  answers: Answer[] = [];
  base = "";
  #server!: Server;

  constructor() {
    before(() => this.#start());
    after(() => {
      this.#server.close();
      this.#server.closeAllConnections();
    });
    beforeEach(() => {
      this.calls = [];
      this.answers = [];
    });
  }

  async #start(): Promise<void> {
    this.#server = createServer(async (request: IncomingMessage, response) => {
      let text = "";
      for await (const piece of request) text += piece;
      const call: Call = {
        line: `${request.method} ${request.url!.replace("/widget/v1", "")}`,
        token: request.headers.authorization?.slice(7),
        lastEventId: request.headers["last-event-id"] as string | undefined,
        body: text ? JSON.parse(text) : {},
      };
      this.calls.push(call);
      (this.answers.shift() ?? problem(500, "unexpected"))(response, call);
    });
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.base = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
}

export function event(id: number | string, name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\nid: ${id}\n\n`;
}

export function stream(...events: string[]): Answer {
  return (response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.end(events.join(""));
  };
}

/** Sends these events, then the connection breaks. */
export function broken(...events: string[]): Answer {
  return (response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(events.join("") || ": alive\n\n", () => setTimeout(() => response.destroy(), 20));
  };
}

export function problem(status: number, code: string, headers: Record<string, string> = {}, more: object = {}): Answer {
  return (response) => {
    response.writeHead(status, { "Content-Type": "application/problem+json", ...headers });
    response.end(JSON.stringify({ code, detail: `${code}!`, ...more }));
  };
}

export const json = (value: unknown): Answer => (response) => response.end(JSON.stringify(value));
export const gone: Answer = (response) => response.destroy();
