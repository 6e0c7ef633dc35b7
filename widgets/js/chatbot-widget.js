/* IAfluence chat widget: see widgets/js/README.md. */
"use strict";
(() => {
  var __defProp = Object.defineProperty;
  var __export = (target, all) => {
    for (var name in all)
      __defProp(target, name, { get: all[name], enumerable: true });
  };

  // ../css/launcher.css
  var launcher_default = '@layer widget {\n  :host {\n    all: initial !important;\n    position: fixed !important;\n    z-index: 2147483647 !important;\n  }\n  .frame {\n    font: 15px/1.5 system-ui, sans-serif;\n  }\n  .launcher {\n    position: fixed;\n    right: 20px;\n    bottom: calc(20px + env(safe-area-inset-bottom));\n    display: flex;\n    align-items: center;\n    justify-content: center;\n    gap: 8px;\n    min-width: var(--size);\n    max-width: calc(100% - 40px);\n    height: var(--size);\n    padding: 0;\n    border: 1px solid transparent;\n    border-radius: 32px;\n    background: var(--brand);\n    color: var(--onBrand);\n    font: inherit;\n    box-shadow: 0 4px 16px #0005;\n    cursor: pointer;\n  }\n  [data-side=left] .launcher {\n    right: auto;\n    left: 20px;\n  }\n  .square {\n    border-radius: 16px;\n  }\n  .bar {\n    padding: 0 20px;\n  }\n  .launcher::before {\n    flex: none;\n    width: 24px;\n    height: 24px;\n    background: currentColor;\n    clip-path: path("M4 16a9 9 0 1 1 4 4l-6 2zm4-5a1 1 0 1 0 .1 0m4 0a1 1 0 1 0 .1 0m4 0a1 1 0 1 0 .1 0");\n    content: "";\n  }\n  @media (forced-colors: active) {\n    .launcher::before {\n      background: ButtonText;\n      forced-color-adjust: none;\n    }\n  }\n  [hidden] {\n    display: none !important;\n  }\n}';

  // ../css/panel.css
  var panel_default = '@layer widget {\n  .frame {\n    --surface: #fff;\n    --bubble: #f2f4f7;\n    --text: #16181d;\n    --muted: color-mix(in srgb, var(--text) 70%, transparent);\n    --line: color-mix(in srgb, var(--text) 15%, transparent);\n    --danger: color-mix(in srgb, var(--text) 40%, red);\n    --shadow: 0 0 0 1px var(--line), 0 8px 32px #0003;\n    color-scheme: light;\n  }\n  .dark {\n    --surface: #16181d;\n    --bubble: #242830;\n    --text: #eceef2;\n    color-scheme: dark;\n  }\n  [aria-expanded=true]::before {\n    clip-path: path("M5 9l2-2 5 5 5-5 2 2-7 7z");\n  }\n  :where(.panel, .panel *) {\n    box-sizing: border-box;\n    margin: 0;\n    padding: 0;\n    font-size: 1em;\n  }\n  :where(button, textarea, input, .bubble, .failure, .source) {\n    padding: 0.5em 0.875em;\n    border: 1px solid var(--line);\n    border-radius: 20px;\n    background: none;\n    color: inherit;\n    font: inherit;\n    text-align: start;\n  }\n  :where(button) {\n    cursor: pointer;\n  }\n  :where(button:enabled:hover, a:hover) {\n    background: var(--bubble);\n  }\n  :where(button:disabled) {\n    opacity: 0.45;\n  }\n  :focus-visible,\n  .composer:focus-within {\n    outline: 2px solid var(--accent);\n    outline-offset: 2px;\n  }\n  svg {\n    display: block;\n    width: 1.25em;\n    height: 1.25em;\n    margin: auto;\n    fill: none;\n    stroke: currentColor;\n    stroke-width: 2;\n    stroke-linecap: round;\n    stroke-linejoin: round;\n  }\n  .frame > * {\n    position: fixed;\n    right: 20px;\n    left: auto;\n  }\n  [data-side=left] > * {\n    right: auto;\n    left: 20px;\n  }\n  .panel {\n    bottom: calc(var(--size) + 32px);\n    width: min(var(--panel), 100vw - 40px);\n    height: min(var(--panel) * 1.7, 100dvh - var(--size) - 52px);\n    padding-bottom: 0.5em;\n    border-radius: var(--radius);\n    background: var(--surface);\n    color: var(--text);\n    overflow: hidden;\n    animation: rise 0.2s;\n  }\n  .panel[open],\n  .message,\n  .suggestions {\n    display: flex;\n    flex-direction: column;\n  }\n  .panel,\n  .latest,\n  .launcher:hover {\n    box-shadow: var(--shadow);\n  }\n  .panel,\n  .bubble,\n  .icon {\n    border: 1px solid transparent;\n  }\n  .icon,\n  .avatar {\n    flex: none;\n    width: 2.5em;\n    height: 2.5em;\n    padding: 0;\n    border-radius: 50%;\n    color: var(--muted);\n  }\n  .sr {\n    position: absolute;\n    width: 1px;\n    height: 1px;\n    overflow: hidden;\n  }\n  .header {\n    display: flex;\n    align-items: center;\n    padding: 0.75em;\n    border-bottom: 1px solid var(--line);\n  }\n  .who {\n    flex: 1;\n    min-width: 0;\n    padding: 0 0.75em;\n  }\n  .title,\n  .source > * {\n    overflow: hidden;\n    text-overflow: ellipsis;\n    white-space: nowrap;\n  }\n  .subtitle,\n  .day,\n  .note,\n  .notice,\n  .brand,\n  .sources,\n  .tools {\n    color: var(--muted);\n    font-size: 0.875em;\n  }\n  .day,\n  .notice,\n  .brand {\n    padding: 0 1em;\n    text-align: center;\n  }\n  .panel > p {\n    font-size: 0.8em;\n  }\n  .log {\n    flex: 1;\n    padding: 1em;\n    overflow: hidden auto;\n    overflow-anchor: none;\n    overscroll-behavior: contain;\n  }\n  .log:focus-visible {\n    outline-offset: -2px;\n  }\n  .list > * {\n    margin-bottom: 1em;\n  }\n  .message,\n  .suggestions {\n    align-items: start;\n    gap: 0.5em;\n  }\n  .visitor {\n    align-items: end;\n  }\n  .bubble,\n  .failure,\n  .sources {\n    max-width: 92%;\n    overflow-wrap: anywhere;\n  }\n  .bubble {\n    border-end-start-radius: 6px;\n    background: var(--bubble);\n  }\n  .avatar,\n  .send,\n  .visitor .bubble {\n    background: var(--brand);\n    color: var(--onBrand);\n  }\n  .avatar {\n    font-weight: 600;\n    line-height: 2.5em;\n    text-align: center;\n    overflow: hidden;\n  }\n  canvas {\n    display: block;\n    width: 100%;\n  }\n  .visitor .bubble {\n    border-radius: 20px;\n    border-end-end-radius: 6px;\n    white-space: pre-wrap;\n  }\n  .suggestion {\n    border-color: var(--accent);\n    color: var(--accent);\n  }\n  .suggestions,\n  .sources ul {\n    list-style: none;\n  }\n  .started .list > .suggestions,\n  .message:not(:last-child) > .suggestions {\n    display: none;\n  }\n  .text:empty::after {\n    display: block;\n    color: var(--muted);\n    content: "\\2022  \\2022  \\2022";\n    animation: rise 1s infinite alternate;\n  }\n  .failure {\n    border-color: var(--danger);\n  }\n  .failure button {\n    margin: 0.5em 0.5em 0 0;\n  }\n  .source {\n    display: grid;\n    margin-top: 0.5em;\n    color: inherit;\n    text-decoration: none;\n  }\n  .source :first-child {\n    color: var(--text);\n  }\n  .latest {\n    position: relative;\n    bottom: 0.75em;\n    align-self: center;\n    margin-top: -2.5em;\n    background: var(--surface);\n  }\n  .composer {\n    display: flex;\n    align-items: end;\n    margin: 0 0.75em 0.5em;\n    padding: 0.25em;\n    border: 1px solid var(--muted);\n    border-radius: 24px;\n  }\n  .composer .input {\n    flex: 1;\n    max-height: 9em;\n    border: 0;\n    outline: 0;\n    font-size: max(16px, 1em);\n    resize: none;\n    field-sizing: content;\n  }\n  ::placeholder {\n    color: var(--muted);\n    opacity: 1;\n  }\n  .turned svg {\n    rotate: 180deg;\n  }\n  .stop svg,\n  [aria-pressed=true] svg {\n    fill: currentColor;\n  }\n  @media (prefers-reduced-motion: no-preference) {\n    @keyframes rise {\n      from {\n        opacity: 0;\n        translate: 0 12px;\n      }\n    }\n  }\n  @media (max-width: 480px), (max-height: 480px) {\n    .panel.panel {\n      inset: var(--above, 0) 0 auto;\n      width: auto;\n      max-width: none;\n      height: var(--seen, 100dvh);\n      max-height: none;\n      padding: env(safe-area-inset-top) env(safe-area-inset-right) max(0.5em, env(safe-area-inset-bottom)) env(safe-area-inset-left);\n      border-radius: 0;\n    }\n  }\n  @media print {\n    .frame {\n      display: none;\n    }\n  }\n}';

  // ../css/markdown.css
  var markdown_default = "@layer widget {\n  :is(.text, button, .source) * {\n    unicode-bidi: plaintext;\n    text-align: start;\n  }\n  .text > * + *,\n  .text li > * {\n    margin-top: 0.5em;\n  }\n  .text li {\n    margin-inline-start: 1.375em;\n    padding-bottom: 0.25em;\n  }\n  .h1 {\n    font-size: 1.2em;\n  }\n  .h2 {\n    font-size: 1.1em;\n  }\n  .right {\n    text-align: end;\n  }\n  .center {\n    text-align: center;\n  }\n  a {\n    color: var(--accent);\n  }\n  img {\n    max-width: 100%;\n  }\n  code {\n    padding: 0.1em 0.3em;\n    border-radius: 8px;\n    background: var(--surface);\n    font-family: ui-monospace, monospace;\n    font-size: 0.875em;\n  }\n  pre {\n    position: relative;\n  }\n  pre code {\n    display: block;\n    padding: 0.75em;\n    overflow: auto;\n  }\n  pre .icon {\n    position: absolute;\n    top: 0;\n    right: 0;\n    background: var(--surface);\n  }\n  blockquote {\n    padding-inline-start: 0.75em;\n    border-inline-start: 3px solid var(--line);\n  }\n  .table {\n    overflow: auto;\n    overflow-wrap: normal;\n  }\n  table {\n    width: 100%;\n    border-collapse: collapse;\n  }\n  th,\n  td {\n    padding: 0.25em 0.5em;\n    border: 1px solid var(--line);\n    vertical-align: top;\n  }\n}";

  // src/panel/json.ts
  function toJson(value) {
    if (!value || typeof value !== "object") return JSON.stringify(value);
    return `{${Object.entries(value).filter(([, each]) => each !== void 0).map(([name, each]) => JSON.stringify(name) + ":" + toJson(each)).join()}}`;
  }

  // src/panel/problem.ts
  var Problem = class {
    /**
     * @param details as a refusal's body or as the data of an `error` event: whatever the server sent.
     * @param retryAfter seconds to wait before another try, or 0.
     */
    constructor(status = 0, details = { code: "network" }, retryAfter = 0) {
      this.status = status;
      this.retryAfter = retryAfter;
      this.code = words(details?.code);
      this.detail = words(details?.detail);
      this.challenge = details?.challenge;
      this.field = details?.field;
    }
    /** The way to the server broke; the same request may work in a moment. */
    get isTransient() {
      return !this.status || !this.code && this.status >= 500;
    }
  };
  function unreachable() {
    throw new Problem();
  }
  function many(value) {
    return value instanceof Array ? value : [];
  }
  function words(value) {
    return typeof value === "string" ? value : "";
  }

  // src/panel/api.ts
  var STREAM = "text/event-stream";
  function createApi(host, store) {
    return async (method, path, { body, accept, lastEventId, signal, token = store.saved.token } = {}) => {
      const { conversationId } = store.saved;
      const headers = {};
      headers["Accept-Language"] = host.view.locale;
      if (accept) headers.Accept = accept;
      if (token) headers.Authorization = "Bearer " + token;
      if (body) headers["Content-Type"] = "application/json";
      if (lastEventId) headers["Last-Event-ID"] = "" + lastEventId;
      const address = host.base + "/widget/v1" + path.replace(":chatbot", "/chatbots/" + host.key).replace(":talk", "/conversations/" + conversationId);
      const response = await fetch(address, { method, headers, body: body && toJson(body), signal, credentials: "omit", cache: "no-store" }).catch(unreachable);
      if (response.ok) return response;
      throw new Problem(response.status, await response.json().catch(() => null), +response.headers.get("Retry-After") || 0);
    };
  }

  // src/common/icon.ts
  var SVG = "http://www.w3.org/2000/svg";
  function icon(path) {
    const svg = document.createElementNS(SVG, "svg");
    const shape = document.createElementNS(SVG, "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    shape.setAttribute("d", path);
    svg.appendChild(shape);
    return svg;
  }

  // src/panel/dom.ts
  function h(tag, attributes = "", ...children) {
    const element = document.createElement(tag);
    if (typeof attributes === "string") attributes = { class: attributes };
    attributes.part = attributes.class;
    for (const [name, value] of Object.entries(attributes))
      if (typeof value === "function") element[name] = value;
      else if (value) element.setAttribute(name, value === true ? "" : value);
    return add(element, ...children);
  }
  function add(parent, ...children) {
    for (const child of children) parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    return parent;
  }
  function fill(parent, ...children) {
    parent.textContent = "";
    return add(parent, ...children);
  }
  function drop(node) {
    node?.parentNode?.removeChild(node);
  }
  function iconButton(path, name, onclick, kind = "") {
    return h("button", { type: "button", class: "icon " + kind, "aria-label": name, title: name, onclick }, icon(path));
  }
  function textButton(text, onclick, kind = "", path) {
    return h("button", { type: "button", class: kind, onclick }, ...path ? [icon(path)] : [], h("span", "", text));
  }
  function refit(button, path, name) {
    if (button.ariaLabel === name) return;
    button.ariaLabel = button.title = name;
    fill(button, icon(path));
  }

  // src/panel/icons.ts
  var icons = {
    close: "M6 6l12 12M18 6L6 18",
    compose: "M12 20h9M16 4l3 3L7 19l-4 1 1-4z",
    more: "M12 6v.5M12 12v.5M12 18v.5",
    send: "M12 19V5M5 12l7-7 7 7",
    stop: "M8 8h8v8H8z",
    up: "M7 11v9H4v-9zl4-8a3 3 0 0 1 3 3v3h7l-2 11H7",
    copy: "M9 9h11v11H9zM5 15H4V4h11v1",
    check: "M5 12l5 5 9-9"
  };

  // src/panel/composer.ts
  function createComposer(chat) {
    const { texts, store } = chat;
    const input = h("textarea", {
      class: "input",
      rows: "1",
      placeholder: texts.placeholder,
      "aria-label": texts.message,
      enterkeyhint: "send",
      autocomplete: "off",
      oninput,
      onkeydown
    });
    const button = iconButton(icons.send, texts.send, () => {
    }, "send");
    const element = h("form", { class: "composer", onsubmit }, input, button);
    let isBusy = false;
    let wasLong = false;
    button.type = "submit";
    button.onclick = onclick;
    input.value = store.recall("draft");
    refresh();
    return {
      element,
      focus,
      /** What was tapped may vanish; the focus goes on to the composer, unless that would bring up a keyboard over the answer. */
      focusAfterTap() {
        if (element.hidden || matchMedia("(hover: none)").matches) chat.log.element.focus();
        else focus();
      },
      /** Puts words before those that are being written. */
      put(text) {
        set([text, input.value].join("\n").trim());
      },
      clear: () => set(""),
      busy(value) {
        isBusy = value;
        refresh();
      }
    };
    function set(text) {
      input.value = text;
      oninput();
    }
    function oninput() {
      store.note("draft", input.value);
      refresh();
    }
    function onkeydown(event) {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) onsubmit(event);
    }
    function onsubmit(event) {
      event.preventDefault();
      const text = input.value.trim();
      if (isBusy || !text || text.length > limit()) return;
      set("");
      chat.send(text);
    }
    function onclick(event) {
      if (!isBusy) return;
      event.preventDefault();
      if (event.detail > 1) return;
      button.disabled = true;
      chat.conversation.stop();
    }
    function focus() {
      input.focus({ preventScroll: true });
    }
    function limit() {
      return chat.host.view.limits.messageCharacters;
    }
    function refresh() {
      const length = input.value.trim().length;
      const isLong = length > limit() * 0.8;
      if (isLong || wasLong) chat.more("count", input);
      wasLong = isLong;
      input.rows = Math.min(6, input.value.split("\n").length);
      const hadFocus = button.matches(":focus");
      button.disabled = !isBusy && (!length || length > limit());
      if (hadFocus && button.disabled) focus();
      refit(button, isBusy ? icons.stop : icons.send, isBusy ? texts.stop : texts.send);
      button.classList.toggle("stop", isBusy);
    }
  }

  // src/panel/attempt.ts
  function attempt(call) {
    try {
      return call();
    } catch {
      return void 0;
    }
  }

  // src/panel/sse.ts
  function createParser() {
    let rest = "";
    let fields = {};
    return (chunk) => {
      const events = [];
      const isWhole = /[\r\n]/.test(rest.slice(-1) + chunk);
      rest += chunk;
      if (!isWhole) return events;
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) {
        const { data, event = "message", id = "" } = fields;
        if (line) {
          const [, field, value] = /^([^:]*):? ?([^]*)$/.exec(line);
          fields[field] = field === "data" && data !== void 0 ? data + "\n" + value : value;
        } else {
          if (data !== void 0) events.push({ event, data, id });
          fields = { id };
        }
      }
      return events;
    };
  }
  async function* readEvents(body, onBytes) {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    const parse2 = createParser();
    try {
      for (let piece; !(piece = await reader.read()).done; ) {
        onBytes();
        yield* parse2(decoder.decode(piece.value, { stream: true }));
      }
    } finally {
      reader.cancel().catch(() => {
      });
    }
  }

  // src/panel/answer.ts
  var IN_STREAM = 200;
  var MAX_TRIES = 5;
  var MAX_CHALLENGES = 3;
  var STALL_MS = 4e4;
  var STOP_GRACE_MS = 3e3;
  var MAX_TEXT = 1e5;
  function createAnswer(api, store, options, visitor, reply, clientMessageId, isStored) {
    let stream;
    let lastEventId = 0;
    let ending;
    let isStopped = false;
    let isLeft = false;
    let challenges = 0;
    let challenge;
    return { visitor, reply, clientMessageId, follow: follow2, stop, leave, isStored: () => isStored };
    async function follow2() {
      for (let tries = 0; ; tries++) {
        const before = lastEventId;
        try {
          await read();
        } catch (error) {
          const problem = error instanceof Problem ? error : new Problem();
          if (problem.challenge && challenges++ < MAX_CHALLENGES) {
            challenge = { salt: problem.challenge.salt, answer: await options.solve(problem.challenge) };
            continue;
          }
          if (!problem.isTransient && !isStopped && !canRepeat(problem)) ending = problem;
        }
        if (ending) return ending;
        if (isStopped || isLeft) return "cancelled";
        const isOffline2 = options.isOffline?.();
        if (lastEventId > before || isOffline2) tries = 0;
        if (tries >= MAX_TRIES) return new Problem();
        if (reply.text || tries || isOffline2) set(reply, isOffline2 && !isStored ? "offline" : "broken");
        await options.wait(Math.min(500 * 2 ** tries, 8e3) * (0.8 + Math.random() * 0.4));
      }
    }
    function stop() {
      if (isStopped) return;
      isStopped = true;
      if (visitor.id) sendStop();
      setTimeout(leave, visitor.id ? STOP_GRACE_MS : 2 * STOP_GRACE_MS);
    }
    function leave() {
      isLeft = true;
      stream.abort();
    }
    function canRepeat({ status, code }) {
      if (!isStored || status !== 404 && status !== 410 || code === "unknown_chatbot" || !clientMessageId) return false;
      isStored = false;
      lastEventId = 0;
      return true;
    }
    async function read() {
      const mine = stream = new AbortController();
      const { signal } = mine;
      let stall;
      const watch = () => {
        clearTimeout(stall);
        stall = setTimeout(() => mine.abort(), STALL_MS);
      };
      watch();
      try {
        const { body } = await (isStored && visitor.id ? api("GET", `:talk/messages/${visitor.id}/reply`, { accept: STREAM, signal, lastEventId }) : api("POST", ":chatbot/messages", {
          accept: STREAM,
          signal,
          body: { text: visitor.text, conversationId: store.saved.conversationId, ...options.about(), clientMessageId: clientMessageId ?? void 0, challenge }
        }));
        for await (const event of readEvents(body, watch)) {
          if (!isLeft) take(event);
          if (ending || isLeft) return;
        }
      } finally {
        clearTimeout(stall);
      }
    }
    function take({ event, data, id }) {
      const facts = parse(data);
      const number = +id;
      if (event === "start" && number === 1 && reply.text) {
        lastEventId = 0;
        reply.text = "";
      }
      if (number && number <= lastEventId) return;
      lastEventId = number || lastEventId;
      if (event === "start") {
        isStored = true;
        visitor.id = words(facts.messageId) || visitor.id;
        const { token, conversationId } = store.saved;
        store.update({ token: words(facts.visitorToken) || token, conversationId: words(facts.conversationId) || conversationId });
        set(visitor, "done");
        if (isStopped) sendStop();
      } else if (event === "token") {
        if (reply.text.length < MAX_TEXT) reply.text += words(facts.text).slice(0, MAX_TEXT);
        set(reply, "streaming");
      } else if (event === "done") {
        reply.id = words(facts.messageId);
        const { sources, suggestions } = facts;
        Object.assign(reply, { sources, suggestions });
        ending = words(facts.finishReason) || "stop";
      } else if (event === "error") {
        ending = new Problem(IN_STREAM, { code: "answer_failed", ...facts });
      }
    }
    function sendStop() {
      api("POST", `:talk/messages/${visitor.id}/stop`).catch(leave);
    }
    function set(entry, state) {
      if (isLeft) return;
      entry.state = state;
      options.changed(entry);
    }
  }
  function parse(data) {
    return { ...attempt(() => JSON.parse(data)) };
  }

  // src/panel/entry.ts
  function fromStored({ role, at, name, ...rest }) {
    return { ...rest, role: role === "visitor" ? role : "reply", at: Date.parse(at), state: "done", agent: role === "agent" ? name ?? "" : void 0 };
  }

  // src/panel/platform.ts
  function randomId() {
    return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (+c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> +c / 4).toString(16));
  }
  function isOffline() {
    return !navigator.onLine;
  }
  function waitOrOnline(milliseconds) {
    return new Promise((resolve) => {
      setTimeout(resolve, isOffline() ? 6e4 : milliseconds);
      addEventListener("online", () => resolve(), { once: true });
    });
  }
  function isFullScreen() {
    return matchMedia("(max-width: 480px), (max-height: 480px)").matches;
  }
  function fitKeyboard({ style }) {
    const seen = window.visualViewport;
    seen.onresize = seen.onscroll = () => {
      const isWhole = seen.scale < 1.01;
      style.setProperty("--seen", isWhole ? seen.height + "px" : "");
      style.setProperty("--above", isWhole ? seen.offsetTop + "px" : "");
    };
  }

  // src/panel/conversation.ts
  var PENDING_LIFE_MS = 10 * 6e4;
  var PAGE_OF_HISTORY = 100;
  function createConversation(api, store, view, options) {
    const { now = Date.now, newId = randomId, wait = waitOrOnline } = options;
    const entries = [];
    let answer;
    let shownId;
    let early;
    let state = store.saved.human ? "human" : "open";
    return {
      entries,
      load,
      keep,
      send,
      retry,
      add: add2,
      rate,
      setState,
      startNew: startNew2,
      isBusy: () => !!answer,
      state: () => state,
      /** Ends the answer now; what was said stays. */
      stop: () => answer?.stop()
    };
    async function load() {
      const { token, conversationId } = store.saved;
      if (answer) return;
      if (conversationId !== shownId) clear();
      shownId = conversationId;
      if (token && conversationId)
        try {
          let page;
          do {
            const known = entries.findLast(({ id }) => id)?.id;
            page = await (await api("GET", ":talk/messages" + (known ? "?after=" + known : ""))).json().catch(unreachable);
            for (const message of page.messages) add2(fromStored(message));
          } while (page.messages.length >= PAGE_OF_HISTORY);
          setState(page.state);
        } catch (error) {
          if (!isLost(error)) throw error;
          expire();
        }
      if (answer) return;
      remove(early);
      const { pending } = store.saved;
      const last = entries.at(-1);
      const before = entries.at(-2);
      if (pending) {
        if (last?.role === "visitor" && last.text === pending.text) void ask(last, pending.id, true);
        else if (last?.role === "reply" && before?.text === pending.text) store.update({ pending: void 0 });
        else if (pending.at && (conversationId || now() - pending.at < PENDING_LIFE_MS)) void ask(addVisitor(pending.text), pending.id, false);
        else giveBack(pending.text);
      } else if (last?.role === "visitor" && state === "open") {
        void ask(last, null, true);
      }
    }
    function keep(text) {
      const { conversationId, pending } = store.saved;
      if (!conversationId || pending) return false;
      store.update({ pending: { id: newId(), text, at: now() } });
      early = addVisitor(text);
      return true;
    }
    async function send(text) {
      if (!answer) await ask(addVisitor(text), newId(), false);
    }
    async function retry(failed) {
      const visitor = entries[entries.indexOf(failed) - 1];
      if (answer || !visitor) return;
      remove(failed);
      const { pending } = store.saved;
      await ask(visitor, failed.problem?.status !== IN_STREAM && pending?.text === visitor.text ? pending.id : newId(), false);
    }
    function rate(entry, rating, comment2) {
      const before = entry.rating;
      const set = (value) => {
        entry.rating = value;
        view.changed(entry);
      };
      set(rating);
      api("POST", `:talk/messages/${entry.id}/rating`, { body: { rating, comment: comment2 } }).catch(() => set(before));
    }
    function startNew2() {
      const { token, conversationId } = store.saved;
      answer?.stop();
      answer?.leave();
      answer = shownId = void 0;
      view.busy(false);
      clear();
      store.update({ conversationId: void 0, pending: void 0 });
      setState("open");
      return () => {
        store.update({ token, conversationId });
        return load();
      };
    }
    async function ask(visitor, clientMessageId, isStored) {
      const reply = add2({ role: "reply", text: "", at: now(), state: "waiting" });
      const mine = answer = createAnswer(api, store, { ...options, wait, changed: (entry) => view.changed(entry) }, visitor, reply, clientMessageId, isStored);
      view.busy(true);
      if (clientMessageId) store.update({ pending: { id: clientMessageId, text: visitor.text, at: now() } });
      await api.handover;
      const ending = await mine.follow();
      if (answer !== mine) return;
      answer = void 0;
      shownId = store.saved.conversationId;
      if (ending instanceof Problem && ending.status === 401) {
        clear();
        expire();
        if (clientMessageId) return ask(addVisitor(visitor.text), newId(), false);
      } else {
        end(mine, ending);
      }
      view.busy(false);
    }
    function end({ visitor, reply, clientMessageId, isStored }, ending) {
      const { text } = visitor;
      if (ending instanceof Problem) {
        const { status, code } = ending;
        reply.state = "failed";
        reply.problem = status === 404 && !clientMessageId ? new Problem(404, { code: "answer_lost" }) : ending;
        if (status === 413 || status === 400 || code === "consent_required") {
          remove(visitor);
          if (status === 403) remove(reply);
          giveBack(text, code);
        } else if (status >= 400 && clientMessageId) {
          store.update({ pending: { id: clientMessageId, text, at: 0 } });
        }
      } else if (ending === "cancelled" && !isStored()) {
        remove(visitor);
        remove(reply);
        return giveBack(text);
      } else {
        reply.state = "done";
        reply.finishReason = ending;
        reply.at = now();
        store.update({ pending: void 0 });
        if (ending === "human" && state === ending) remove(reply);
        if (ending === "human") setState(ending);
      }
      view.changed(reply);
      view.ended(reply);
    }
    function setState(next) {
      state = next;
      const isHuman = next === "human" || void 0;
      if (store.saved.human !== isHuman) store.update({ human: isHuman });
      view.state(next);
    }
    function expire() {
      store.update({ token: void 0, conversationId: void 0, past: store.saved.token });
      shownId = void 0;
      view.expired();
    }
    function giveBack(text, code) {
      store.update({ pending: void 0 });
      view.returned(text, code);
    }
    function addVisitor(text) {
      return add2({ role: "visitor", text, at: now(), state: "waiting" });
    }
    function add2(entry) {
      const known = entry.id && entries.find(({ id }) => id === entry.id);
      if (known) return known;
      entries.push(entry);
      view.added(entry);
      return entry;
    }
    function remove(entry) {
      const at = entries.indexOf(entry);
      if (at >= 0) view.removed(entries.splice(at, 1)[0]);
    }
    function clear() {
      entries.length = 0;
      view.cleared();
    }
  }
  function isLost(error) {
    const { status, code } = error;
    return status === 401 || status === 404 && code !== "unknown_chatbot";
  }

  // src/panel/header.ts
  function createHeader(chat, close) {
    const { texts, host, more } = chat;
    const title = h("h2", { class: "title", id: "title" });
    const avatar = h("div", { class: "avatar", "aria-hidden": "true" });
    const subtitle = h("p", "subtitle");
    const compose = iconButton(icons.compose, texts.newConversation, () => more("startNew"));
    const options = iconButton(icons.more, texts.more, () => more("toggleMenu", options));
    options.ariaExpanded = "false";
    options.setAttribute("aria-controls", "menu");
    return {
      // Neutral: in a dialog a header would be one more banner of the page around it.
      element: h("header", { role: "none", class: "header" }, avatar, h("div", "who", title, subtitle), compose, options, iconButton(icons.close, texts.close, close, "close")),
      show() {
        const { name, aiNotice, appearance, hours } = host.view;
        fill(title, name);
        fill(subtitle, chat.conversation.state() === "human" ? hours?.text || texts.team : aiNotice ? texts.assistant : "");
        if (!avatar.firstChild) fill(avatar, [...name.trim()][0].toUpperCase());
        if (appearance.logo) drawLogo(host.base + appearance.logo).catch(() => {
        });
      },
      /** Whether there is a conversation to leave. */
      canLeave(value) {
        compose.disabled = !value;
      }
    };
    async function drawLogo(address) {
      const image = await createImageBitmap(await (await fetch(address, { credentials: "omit" })).blob());
      const { width, height } = image;
      const side = Math.max(width, height);
      const canvas = h("canvas", { width: "" + side, height: "" + side });
      canvas.getContext("2d").drawImage(image, (side - width) / 2, (side - height) / 2);
      fill(avatar, canvas);
    }
  }

  // src/more/more.ts
  var more_exports = {};
  __export(more_exports, {
    askConsent: () => askConsent,
    comment: () => comment,
    copyText: () => copyText,
    count: () => count,
    countDown: () => countDown,
    css: () => css,
    invite: () => invite,
    listen: () => listen,
    markUnread: () => markUnread,
    offerHelp: () => offerHelp,
    sayExpired: () => sayExpired,
    solve: () => solve,
    startNew: () => startNew,
    toggleMenu: () => toggleMenu
  });

  // ../css/more.css
  var more_default = "@layer widget {\n  .header {\n    position: relative;\n  }\n  .menu {\n    position: absolute;\n    z-index: 2;\n    top: calc(100% - 0.375em);\n    inset-inline-end: 0.75em;\n    display: grid;\n    padding: 0.375em;\n    border-radius: 14px;\n    background: var(--surface);\n    box-shadow: var(--shadow);\n  }\n  .menu button {\n    display: flex;\n    gap: 0.75em;\n    align-items: center;\n    border-color: transparent;\n    border-radius: 8px;\n  }\n  .menu svg {\n    margin: 0;\n  }\n  .menu p {\n    max-width: 22em;\n    padding-bottom: 0.5em;\n    padding-inline: 3.375em 1em;\n  }\n  .menu p,\n  .count,\n  small {\n    color: var(--muted);\n    font-size: 0.875em;\n  }\n  .primary {\n    border-color: transparent;\n    background: var(--brand);\n    color: var(--onBrand);\n  }\n  .danger,\n  .wrong,\n  .over {\n    color: var(--danger);\n  }\n  .primary.danger {\n    background: var(--danger);\n    color: var(--surface);\n  }\n  .wrong:empty {\n    display: none;\n  }\n  .sheet {\n    position: absolute;\n    inset: 0;\n    z-index: 3;\n    display: grid;\n    align-items: end;\n    padding: 0.75em;\n    background: #0a0c1073;\n    overflow: auto;\n  }\n  .form {\n    display: grid;\n    gap: 0.75em;\n    padding: 1.25em;\n    border-radius: max(4px, var(--radius) - 4px);\n    background: var(--surface);\n    box-shadow: var(--shadow);\n  }\n  .form h2 {\n    font-size: 1.2em;\n    line-height: 1.3;\n  }\n  .form label {\n    display: grid;\n    gap: 0.25em;\n    font-weight: 500;\n  }\n  small {\n    font-weight: 400;\n  }\n  .field {\n    border-color: var(--muted);\n    border-radius: 8px;\n    font-size: max(16px, 1em);\n  }\n  textarea.field {\n    min-height: 5em;\n    resize: vertical;\n  }\n  .field[aria-invalid] {\n    border-color: var(--danger);\n  }\n  .choices {\n    display: flex;\n    flex-wrap: wrap;\n    justify-content: end;\n    gap: 0.5em;\n  }\n  .consent {\n    max-height: 50%;\n    margin: 0 0.75em;\n    padding: 1em;\n    border-radius: 14px;\n    box-shadow: 0 0 0 1px var(--line);\n    overflow: auto;\n    scroll-padding-bottom: 4em;\n  }\n  .consent p {\n    white-space: pre-wrap;\n  }\n  .consent .choices {\n    position: sticky;\n    bottom: -1em;\n    padding: 4px;\n    background: var(--surface);\n  }\n  .composer {\n    flex-wrap: wrap;\n  }\n  .count {\n    width: 100%;\n    padding: 0 1em;\n  }\n  .comment {\n    display: grid;\n    grid: auto / 1fr auto;\n    gap: 0.5em;\n    width: 100%;\n    scroll-margin: 2em;\n  }\n  .comment .field {\n    min-width: 0;\n    border-radius: 20px;\n  }\n  .badge {\n    position: absolute;\n    top: -4px;\n    inset-inline-end: -4px;\n    min-width: 20px;\n    border: 2px solid var(--surface);\n    border-radius: 20px;\n    background: #c8211b;\n    color: #fff;\n    font-size: 12px;\n    line-height: 20px;\n    text-align: center;\n  }\n  .invitation {\n    bottom: calc(var(--size) + 32px + env(safe-area-inset-bottom));\n    display: flex;\n    align-items: start;\n    max-width: min(20em, 100vw - 40px);\n    border-radius: 20px;\n    background: var(--surface);\n    color: var(--text);\n    box-shadow: var(--shadow);\n    animation: rise 0.3s;\n  }\n  .invitation button {\n    padding: 0.75em 1em;\n    border: 0;\n  }\n  .invitation .dismiss {\n    padding: 0.75em;\n    color: var(--muted);\n  }\n}";

  // src/more/phrases/ar.json
  var ar_default = {
    dismiss: "\u0625\u063A\u0644\u0627\u0642 \u0647\u0630\u0647 \u0627\u0644\u0631\u0633\u0627\u0644\u0629",
    unread: "\u0631\u0633\u0627\u0626\u0644 \u063A\u064A\u0631 \u0645\u0642\u0631\u0648\u0621\u0629: {n}",
    started: "\u0645\u062D\u0627\u062F\u062B\u0629 \u062C\u062F\u064A\u062F\u0629.",
    goBack: "\u0627\u0644\u0639\u0648\u062F\u0629 \u0625\u0644\u0649 \u0627\u0644\u0633\u0627\u0628\u0642\u0629",
    download: "\u062A\u0646\u0632\u064A\u0644 \u0627\u0644\u0645\u062D\u0627\u062F\u062B\u0629",
    erase: "\u0645\u062D\u0648 \u0628\u064A\u0627\u0646\u0627\u062A\u064A",
    eraseTitle: "\u0647\u0644 \u062A\u0631\u064A\u062F \u0645\u062D\u0648 \u0628\u064A\u0627\u0646\u0627\u062A\u0643\u061F",
    eraseText: "\u0633\u062A\u064F\u062D\u0630\u0641 \u0645\u062D\u0627\u062F\u062B\u0627\u062A\u0643 \u0648\u0628\u064A\u0627\u0646\u0627\u062A \u0627\u0644\u0627\u062A\u0635\u0627\u0644 \u0627\u0644\u062E\u0627\u0635\u0629 \u0628\u0643 \u0646\u0647\u0627\u0626\u064A\u064B\u0627\u060C \u0647\u0646\u0627 \u0648\u0639\u0644\u0649 \u062E\u0648\u0627\u062F\u0645\u0646\u0627.",
    eraseConfirm: "\u0645\u062D\u0648",
    erased: "\u062A\u0645 \u0645\u062D\u0648 \u0628\u064A\u0627\u0646\u0627\u062A\u0643.",
    eraseLost: "\u0646\u064F\u0633\u064A\u062A \u0639\u0644\u0649 \u0647\u0630\u0627 \u0627\u0644\u062C\u0647\u0627\u0632. \u0631\u0628\u0645\u0627 \u0628\u0642\u064A \u0634\u064A\u0621 \u0645\u0646 \u0632\u064A\u0627\u0631\u0629 \u0633\u0627\u0628\u0642\u0629: \u0627\u0637\u0644\u0628 \u0645\u0646 \u0627\u0644\u0645\u0648\u0642\u0639 \u0645\u062D\u0648\u0647.",
    cancel: "\u0625\u0644\u063A\u0627\u0621",
    left: "\u0627\u0644\u0623\u062D\u0631\u0641 \u0627\u0644\u0645\u062A\u0628\u0642\u064A\u0629: {n}",
    over: "\u0623\u062D\u0631\u0641 \u0632\u0627\u0626\u062F\u0629: {n}",
    comment: "\u0645\u0627 \u0627\u0644\u0630\u064A \u0643\u0627\u0646 \u064A\u0646\u0642\u0635\u061F",
    policy: "\u0633\u064A\u0627\u0633\u0629 \u0627\u0644\u062E\u0635\u0648\u0635\u064A\u0629",
    handover: "\u0627\u0644\u062A\u062D\u062F\u062B \u0625\u0644\u0649 \u0634\u062E\u0635",
    waiting: "\u062A\u0645 \u062A\u062D\u0648\u064A\u0644 \u0637\u0644\u0628\u0643. \u0633\u064A\u062C\u064A\u0628\u0643 \u0623\u062D\u062F \u0623\u0641\u0631\u0627\u062F \u0641\u0631\u064A\u0642\u0646\u0627 \u0647\u0646\u0627.",
    back: "\u0627\u0644\u0639\u0648\u062F\u0629 \u0625\u0644\u0649 \u0627\u0644\u0645\u0633\u0627\u0639\u062F",
    backDone: "\u0639\u0627\u062F \u0627\u0644\u0645\u0633\u0627\u0639\u062F \u0644\u0644\u0625\u062C\u0627\u0628\u0629 \u0639\u0646 \u0623\u0633\u0626\u0644\u062A\u0643.",
    closed: "\u0627\u0646\u062A\u0647\u062A \u0647\u0630\u0647 \u0627\u0644\u0645\u062D\u0627\u062F\u062B\u0629.",
    contact: "\u062A\u0631\u0643 \u0631\u0633\u0627\u0644\u0629",
    contactText: "\u0627\u062A\u0631\u0643 \u0628\u064A\u0627\u0646\u0627\u062A \u0627\u0644\u0627\u062A\u0635\u0627\u0644 \u0628\u0643 \u0648\u0633\u0646\u0631\u062F \u0639\u0644\u064A\u0643.",
    name: "\u0627\u0644\u0627\u0633\u0645",
    email: "\u0627\u0644\u0628\u0631\u064A\u062F \u0627\u0644\u0625\u0644\u0643\u062A\u0631\u0648\u0646\u064A",
    phone: "\u0627\u0644\u0647\u0627\u062A\u0641",
    optional: "\u0627\u062E\u062A\u064A\u0627\u0631\u064A",
    missing: "\u0647\u0630\u0627 \u0627\u0644\u062D\u0642\u0644 \u0645\u0637\u0644\u0648\u0628.",
    either: "\u0627\u0644\u0628\u0631\u064A\u062F \u0627\u0644\u0625\u0644\u0643\u062A\u0631\u0648\u0646\u064A \u0623\u0648 \u0627\u0644\u0647\u0627\u062A\u0641 \u0645\u0637\u0644\u0648\u0628.",
    invalid: "\u062A\u062D\u0642\u0642 \u0645\u0646 \u0647\u0630\u0627 \u0627\u0644\u062D\u0642\u0644: \u064A\u0628\u062F\u0648 \u063A\u064A\u0631 \u0645\u0643\u062A\u0645\u0644.",
    contactSent: "\u0634\u0643\u0631\u064B\u0627. \u0648\u0635\u0644\u062A\u0646\u0627 \u0631\u0633\u0627\u0644\u062A\u0643.",
    expired: "\u0627\u0646\u062A\u0647\u062A \u0635\u0644\u0627\u062D\u064A\u0629 \u0645\u062D\u0627\u062F\u062B\u062A\u0643 \u0627\u0644\u0633\u0627\u0628\u0642\u0629. \u0647\u0630\u0647 \u0645\u062D\u0627\u062F\u062B\u0629 \u062C\u062F\u064A\u062F\u0629.",
    retryIn: "\u0625\u0639\u0627\u062F\u0629 \u0627\u0644\u0645\u062D\u0627\u0648\u0644\u0629 \u0628\u0639\u062F {n} \u062B"
  };

  // src/more/phrases/de.json
  var de_default = {
    dismiss: "Diese Nachricht schlie\xDFen",
    unread: "Ungelesene Nachrichten: {n}",
    started: "Neue Unterhaltung.",
    goBack: "Zur\xFCck zur vorherigen",
    download: "Unterhaltung herunterladen",
    erase: "Meine Daten l\xF6schen",
    eraseTitle: "Ihre Daten l\xF6schen?",
    eraseText: "Ihre Unterhaltungen und Kontaktdaten werden endg\xFCltig gel\xF6scht, hier und auf unseren Servern.",
    eraseConfirm: "L\xF6schen",
    erased: "Ihre Daten wurden gel\xF6scht.",
    eraseLost: "Auf diesem Ger\xE4t vergessen. Von einem fr\xFCheren Besuch ist vielleicht noch etwas gespeichert: Bitten Sie die Website, es zu l\xF6schen.",
    cancel: "Abbrechen",
    left: "Verbleibende Zeichen: {n}",
    over: "Zeichen zu viel: {n}",
    comment: "Was hat gefehlt?",
    policy: "Datenschutzerkl\xE4rung",
    handover: "Mit einer Person sprechen",
    waiting: "Ihre Anfrage wurde weitergeleitet. Jemand aus unserem Team antwortet Ihnen hier.",
    back: "Zur\xFCck zum Assistenten",
    backDone: "Der Assistent antwortet Ihnen wieder.",
    closed: "Diese Unterhaltung ist beendet.",
    contact: "Nachricht hinterlassen",
    contactText: "Hinterlassen Sie Ihre Kontaktdaten, wir melden uns bei Ihnen.",
    name: "Name",
    email: "E-Mail",
    phone: "Telefon",
    optional: "optional",
    missing: "Dieses Feld wird ben\xF6tigt.",
    either: "E-Mail oder Telefon wird ben\xF6tigt.",
    invalid: "Pr\xFCfen Sie dieses Feld: Es scheint unvollst\xE4ndig.",
    contactSent: "Danke. Ihre Nachricht ist bei uns angekommen.",
    expired: "Ihre vorherige Unterhaltung ist abgelaufen. Dies ist eine neue.",
    retryIn: "Erneut versuchen in {n} s"
  };

  // src/more/phrases/en.json
  var en_default = {
    dismiss: "Dismiss this message",
    unread: "Unread messages: {n}",
    started: "New conversation.",
    goBack: "Back to the previous one",
    download: "Download the conversation",
    erase: "Erase my data",
    eraseTitle: "Erase your data?",
    eraseText: "Your conversations and contact details are deleted for good, here and on our servers.",
    eraseConfirm: "Erase",
    erased: "Your data has been erased.",
    eraseLost: "Forgotten on this device. Something may still be kept of an earlier visit: ask the site to erase it.",
    cancel: "Cancel",
    left: "Characters left: {n}",
    over: "Characters too many: {n}",
    comment: "What was missing?",
    policy: "Privacy policy",
    handover: "Talk to a person",
    waiting: "Your request has been passed on. Someone from our team will answer you here.",
    back: "Back to the assistant",
    backDone: "The assistant is answering you again.",
    closed: "This conversation has ended.",
    contact: "Leave a message",
    contactText: "Leave your details and we will get back to you.",
    name: "Name",
    email: "E-mail",
    phone: "Phone",
    optional: "optional",
    missing: "This field is needed.",
    either: "An e-mail or a phone number is needed.",
    invalid: "Check this field: it looks incomplete.",
    contactSent: "Thank you. Your message has reached us.",
    expired: "Your previous conversation has expired. This is a new one.",
    retryIn: "Try again in {n} s"
  };

  // src/more/phrases/es.json
  var es_default = {
    dismiss: "Cerrar este mensaje",
    unread: "Mensajes sin leer: {n}",
    started: "Nueva conversaci\xF3n.",
    goBack: "Volver a la anterior",
    download: "Descargar la conversaci\xF3n",
    erase: "Borrar mis datos",
    eraseTitle: "\xBFBorrar sus datos?",
    eraseText: "Sus conversaciones y sus datos de contacto se eliminan definitivamente, aqu\xED y en nuestros servidores.",
    eraseConfirm: "Borrar",
    erased: "Sus datos se han borrado.",
    eraseLost: "Olvidado en este dispositivo. Quiz\xE1 se conserve algo de una visita anterior: pida al sitio que lo borre.",
    cancel: "Cancelar",
    left: "Caracteres restantes: {n}",
    over: "Caracteres de m\xE1s: {n}",
    comment: "\xBFQu\xE9 faltaba?",
    policy: "Pol\xEDtica de privacidad",
    handover: "Hablar con una persona",
    waiting: "Su solicitud se ha transmitido. Alguien de nuestro equipo le responder\xE1 aqu\xED.",
    back: "Volver al asistente",
    backDone: "El asistente vuelve a responderle.",
    closed: "Esta conversaci\xF3n ha terminado.",
    contact: "Dejar un mensaje",
    contactText: "Deje sus datos y le responderemos.",
    name: "Nombre",
    email: "Correo electr\xF3nico",
    phone: "Tel\xE9fono",
    optional: "opcional",
    missing: "Este campo es necesario.",
    either: "Es necesario un correo o un tel\xE9fono.",
    invalid: "Revise este campo: parece incompleto.",
    contactSent: "Gracias. Hemos recibido su mensaje.",
    expired: "Su conversaci\xF3n anterior ha caducado. Esta es una nueva.",
    retryIn: "Reintentar en {n} s"
  };

  // src/more/phrases/fr.json
  var fr_default = {
    dismiss: "Fermer ce message",
    unread: "Messages non lus\xA0: {n}",
    started: "Nouvelle conversation.",
    goBack: "Revenir \xE0 la pr\xE9c\xE9dente",
    download: "T\xE9l\xE9charger la conversation",
    erase: "Effacer mes donn\xE9es",
    eraseTitle: "Effacer vos donn\xE9es\u202F?",
    eraseText: "Vos conversations et vos coordonn\xE9es sont supprim\xE9es d\xE9finitivement, ici et sur nos serveurs.",
    eraseConfirm: "Effacer",
    erased: "Vos donn\xE9es ont \xE9t\xE9 effac\xE9es.",
    eraseLost: "Oubli\xE9 sur cet appareil. Il reste peut-\xEAtre des traces d\u2019une visite pr\xE9c\xE9dente\xA0: demandez au site de les effacer.",
    cancel: "Annuler",
    left: "Caract\xE8res restants\xA0: {n}",
    over: "Caract\xE8res en trop\xA0: {n}",
    comment: "Que manquait-il\u202F?",
    policy: "Politique de confidentialit\xE9",
    handover: "Parler \xE0 quelqu\u2019un",
    waiting: "Votre demande est transmise. Quelqu\u2019un de notre \xE9quipe va vous r\xE9pondre ici.",
    back: "Revenir \xE0 l\u2019assistant",
    backDone: "L\u2019assistant vous r\xE9pond de nouveau.",
    closed: "Cette conversation est termin\xE9e.",
    contact: "Laisser un message",
    contactText: "Laissez vos coordonn\xE9es, nous vous r\xE9pondrons.",
    name: "Nom",
    email: "E-mail",
    phone: "T\xE9l\xE9phone",
    optional: "facultatif",
    missing: "Ce champ est n\xE9cessaire.",
    either: "Un e-mail ou un t\xE9l\xE9phone est n\xE9cessaire.",
    invalid: "V\xE9rifiez ce champ\xA0: il semble incomplet.",
    contactSent: "Merci. Votre message nous est parvenu.",
    expired: "Votre conversation pr\xE9c\xE9dente a expir\xE9. En voici une nouvelle.",
    retryIn: "R\xE9essayer dans {n}\xA0s"
  };

  // src/more/phrases/it.json
  var it_default = {
    dismiss: "Chiudi questo messaggio",
    unread: "Messaggi non letti: {n}",
    started: "Nuova conversazione.",
    goBack: "Torna alla precedente",
    download: "Scarica la conversazione",
    erase: "Elimina i miei dati",
    eraseTitle: "Eliminare i tuoi dati?",
    eraseText: "Le tue conversazioni e i tuoi recapiti vengono eliminati definitivamente, qui e sui nostri server.",
    eraseConfirm: "Elimina",
    erased: "I tuoi dati sono stati eliminati.",
    eraseLost: "Dimenticato su questo dispositivo. Forse resta qualcosa di una visita precedente: chieda al sito di eliminarlo.",
    cancel: "Annulla",
    left: "Caratteri rimanenti: {n}",
    over: "Caratteri di troppo: {n}",
    comment: "Cosa mancava?",
    policy: "Informativa sulla privacy",
    handover: "Parla con una persona",
    waiting: "La tua richiesta \xE8 stata inoltrata. Qualcuno del nostro team ti risponder\xE0 qui.",
    back: "Torna all\u2019assistente",
    backDone: "L\u2019assistente ti risponde di nuovo.",
    closed: "Questa conversazione \xE8 terminata.",
    contact: "Lascia un messaggio",
    contactText: "Lascia i tuoi recapiti, ti risponderemo.",
    name: "Nome",
    email: "E-mail",
    phone: "Telefono",
    optional: "facoltativo",
    missing: "Questo campo \xE8 necessario.",
    either: "\xC8 necessario un\u2019e-mail o un telefono.",
    invalid: "Controlla questo campo: sembra incompleto.",
    contactSent: "Grazie. Abbiamo ricevuto il tuo messaggio.",
    expired: "La conversazione precedente \xE8 scaduta. Questa \xE8 nuova.",
    retryIn: "Riprova tra {n} s"
  };

  // src/more/phrases/nl.json
  var nl_default = {
    dismiss: "Dit bericht sluiten",
    unread: "Ongelezen berichten: {n}",
    started: "Nieuw gesprek.",
    goBack: "Terug naar het vorige",
    download: "Gesprek downloaden",
    erase: "Mijn gegevens wissen",
    eraseTitle: "Uw gegevens wissen?",
    eraseText: "Uw gesprekken en contactgegevens worden definitief verwijderd, hier en op onze servers.",
    eraseConfirm: "Wissen",
    erased: "Uw gegevens zijn gewist.",
    eraseLost: "Vergeten op dit apparaat. Misschien is er nog iets van een eerder bezoek bewaard: vraag de site dat te wissen.",
    cancel: "Annuleren",
    left: "Resterende tekens: {n}",
    over: "Tekens te veel: {n}",
    comment: "Wat ontbrak er?",
    policy: "Privacybeleid",
    handover: "Met iemand praten",
    waiting: "Uw verzoek is doorgegeven. Iemand van ons team antwoordt u hier.",
    back: "Terug naar de assistent",
    backDone: "De assistent antwoordt u weer.",
    closed: "Dit gesprek is be\xEBindigd.",
    contact: "Laat een bericht achter",
    contactText: "Laat uw gegevens achter, dan nemen we contact met u op.",
    name: "Naam",
    email: "E-mail",
    phone: "Telefoon",
    optional: "optioneel",
    missing: "Dit veld is nodig.",
    either: "E-mail of telefoon is nodig.",
    invalid: "Controleer dit veld: het lijkt onvolledig.",
    contactSent: "Bedankt. Uw bericht is aangekomen.",
    expired: "Uw vorige gesprek is verlopen. Dit is een nieuw gesprek.",
    retryIn: "Opnieuw proberen over {n} s"
  };

  // src/more/phrases/pt.json
  var pt_default = {
    dismiss: "Fechar esta mensagem",
    unread: "Mensagens n\xE3o lidas: {n}",
    started: "Nova conversa.",
    goBack: "Voltar \xE0 anterior",
    download: "Transferir a conversa",
    erase: "Apagar os meus dados",
    eraseTitle: "Apagar os seus dados?",
    eraseText: "As suas conversas e os seus contactos s\xE3o eliminados definitivamente, aqui e nos nossos servidores.",
    eraseConfirm: "Apagar",
    erased: "Os seus dados foram apagados.",
    eraseLost: "Esquecido neste dispositivo. Talvez reste algo de uma visita anterior: pe\xE7a ao site que o apague.",
    cancel: "Cancelar",
    left: "Caracteres restantes: {n}",
    over: "Caracteres a mais: {n}",
    comment: "O que faltou?",
    policy: "Pol\xEDtica de privacidade",
    handover: "Falar com uma pessoa",
    waiting: "O seu pedido foi transmitido. Algu\xE9m da nossa equipa ir\xE1 responder-lhe aqui.",
    back: "Voltar ao assistente",
    backDone: "O assistente volta a responder-lhe.",
    closed: "Esta conversa terminou.",
    contact: "Deixar uma mensagem",
    contactText: "Deixe os seus contactos e iremos responder-lhe.",
    name: "Nome",
    email: "E-mail",
    phone: "Telefone",
    optional: "opcional",
    missing: "Este campo \xE9 necess\xE1rio.",
    either: "\xC9 necess\xE1rio um e-mail ou um telefone.",
    invalid: "Verifique este campo: parece incompleto.",
    contactSent: "Obrigado. Recebemos a sua mensagem.",
    expired: "A sua conversa anterior expirou. Esta \xE9 uma nova.",
    retryIn: "Tentar novamente em {n} s"
  };

  // src/more/phrases.single.ts
  var languages = { ar: ar_default, de: de_default, en: en_default, es: es_default, fr: fr_default, it: it_default, nl: nl_default, pt: pt_default };
  var phrases = { ...fr_default };
  function speak(locale) {
    Object.assign(phrases, languages[locale]);
  }

  // src/more/sha256.ts
  function sha256Head(text) {
    const words2 = new Int32Array(16 * ((text.length + 8 >> 6) + 1));
    for (let i = 0; i < text.length; i++) words2[i >> 2] |= text.charCodeAt(i) << 24 - i % 4 * 8;
    words2[text.length >> 2] |= 128 << 24 - text.length % 4 * 8;
    words2[words2.length - 1] = text.length * 8;
    const state = Int32Array.from(START);
    const schedule = new Int32Array(64);
    for (let block = 0; block < words2.length; block += 16) {
      let [a, b, c, d, e, f, g, h2] = state;
      for (let i = 0; i < 64; i++) {
        if (i < 16) schedule[i] = words2[block + i];
        else {
          const x = schedule[i - 15];
          const y = schedule[i - 2];
          schedule[i] = schedule[i - 16] + schedule[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) + (turn(y, 17) ^ turn(y, 19) ^ y >>> 10);
        }
        const t = h2 + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + ROUND[i] + schedule[i] | 0;
        const u = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c);
        [h2, g, f, e, d, c, b, a] = [g, f, e, d + t | 0, c, b, a, t + u | 0];
      }
      [a, b, c, d, e, f, g, h2].forEach((value, i) => state[i] += value);
    }
    return state[0] >>> 0;
  }
  var turn = (x, by) => x >>> by | x << 32 - by;
  var primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  var fraction = (root) => root % 1 * 2 ** 32 | 0;
  var START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
  var ROUND = primes.map((prime) => fraction(Math.cbrt(prime)));

  // src/more/challenge.ts
  var SLICE_MS = 15;
  async function solve(_, { salt, bits }) {
    const limit = 2 ** (32 - bits);
    for (let n = 0; ; ) {
      const until = performance.now() + SLICE_MS;
      do
        for (const end = n + 50; n < end; n++) if (sha256Head(`${salt}:${n}`) < limit) return String(n);
      while (performance.now() < until);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  // src/more/clipboard.ts
  function copyText({ host }, text, near) {
    const before = host.root.activeElement;
    const area = near.appendChild(h("textarea", "sr"));
    area.value = text;
    area.select();
    const isCopied = document.execCommand("copy");
    drop(area);
    before?.focus();
    if (!isCopied) return new Promise(() => {
    });
  }

  // src/more/comment.ts
  function comment(chat, entry, near) {
    const { texts } = chat;
    drop(near.querySelector("form"));
    if (entry.rating !== -1) return chat.announce(texts.thanks);
    const input = h("input", { class: "field", maxlength: "500", placeholder: phrases.comment, "aria-label": phrases.comment });
    const wrong = h("p", { class: "wrong", role: "alert" });
    const send = h("button", "", texts.send);
    const form = h("form", {
      class: "comment",
      async onsubmit(event) {
        event.preventDefault();
        const comment2 = input.value.trim();
        send.disabled = true;
        try {
          if (comment2) await chat.api("POST", `:talk/messages/${entry.id}/rating`, { body: { rating: -1, comment: comment2 } });
          const thanks = h("p", { class: "note", tabindex: "-1" }, texts.thanks);
          fill(form, thanks);
          thanks.focus();
        } catch (error) {
          fill(wrong, chat.explain(error));
          send.disabled = false;
          show();
        }
      }
    }, input, send, wrong);
    add(near, form);
    input.focus();
    show();
    function show() {
      form.scrollIntoView({ block: "nearest" });
    }
  }

  // src/panel/markdown/link.ts
  function safeAddress(address) {
    const href = attempt(() => new URL(address).href);
    return href && /^(?:https?|mailto|tel):/.test(href) ? href : null;
  }
  var LINK = { target: "_blank", rel: "noopener noreferrer nofollow ugc" };

  // src/more/consent.ts
  function askConsent(chat, then) {
    const { texts, panel, composer, store, host } = chat;
    const { version, text, policyUrl } = host.view.consent;
    const wrong = h("p", { class: "wrong", role: "alert" });
    const agree = textButton(texts.agree, async () => {
      agree.disabled = true;
      try {
        const { visitorToken } = await (await chat.api("POST", ":chatbot/consent", { body: { version } })).json();
        store.update({ token: visitorToken, consent: version });
        drop(box);
        then();
        composer.focus();
      } catch (error) {
        agree.disabled = false;
        if (error.code === "consent_outdated") chat.reconsider();
        else fill(wrong, chat.explain(error));
      }
    }, "primary");
    const box = h(
      "div",
      { class: "form consent", role: "group", "aria-label": phrases.policy },
      h("p", "", text),
      ...policyUrl ? [h("a", { href: policyUrl, ...LINK }, phrases.policy)] : [],
      wrong,
      h("div", "choices", agree)
    );
    drop(panel.querySelector(".consent"));
    panel.insertBefore(box, composer.element);
    if (chat.isOpen() && !host.root.activeElement) agree.focus();
  }

  // src/more/count.ts
  function count({ host }, input) {
    const { messageCharacters } = host.view.limits;
    const form = input.form;
    const left = messageCharacters - input.value.trim().length;
    const counter = form.querySelector(".count") ?? form.appendChild(h("p", { class: "count", id: "count" }));
    input.setAttribute("aria-describedby", "count");
    input.ariaInvalid = left < 0 ? "true" : null;
    counter.classList.toggle("over", left < 0);
    if (left > messageCharacters / 5) drop(counter);
    else fill(counter, (left < 0 ? phrases.over : phrases.left).replace("{n}", `${Math.abs(left)}`));
  }

  // src/more/sheet.ts
  function openSheet(chat, role, title, why, body, submit, onsubmit) {
    const { panel, host } = chat;
    const before = host.root.activeElement;
    const others = [...panel.children];
    const form = h(
      "form",
      { class: "form", novalidate: true, onsubmit },
      h("h2", { id: "ask" }, title),
      h("p", { id: "why" }, why),
      ...body,
      h("div", "choices", textButton(phrases.cancel, close), submit)
    );
    const sheet = h("div", { class: "sheet", role, "aria-modal": "true", "aria-labelledby": "ask", "aria-describedby": "why", onkeydown }, form);
    for (const other of others) other.inert = true;
    add(panel, sheet);
    form.querySelector("input, textarea, button").focus();
    return close;
    function onkeydown(event) {
      if (event.key !== "Escape") return;
      event.preventDefault();
      close();
    }
    function close() {
      for (const other of others) other.inert = false;
      drop(sheet);
      before?.focus();
    }
  }

  // src/more/contact.ts
  var drafts = /* @__PURE__ */ new WeakMap();
  function openContact(chat) {
    const { texts, host, store } = chat;
    const { contact, handover, hours, locale } = host.view;
    const clientMessageId = randomId();
    const draft = drafts.get(chat);
    const fields = {};
    const isEither = contact.email !== "required" && contact.phone !== "required";
    const rows = ["name", "email", "phone"].filter((name) => contact[name] !== "off").map((name) => {
      const type = name === "phone" ? "tel" : name;
      return row(name, h("input", { type, autocomplete: type, maxlength: "200" }), contact[name] === "required");
    });
    rows.push(row("text", h("textarea", { maxlength: "4000" }), true));
    drafts.set(chat, fields);
    const send = h("button", "primary", texts.send);
    const why = (contact.text || phrases.contactText) + (handover && hours && !hours.open ? " " + hours.text : "");
    const close = openSheet(chat, "dialog", phrases.contact, why, rows, send, submit);
    function row(name, field, isRequired) {
      const label = phrases[name] ?? texts.message;
      field.className = "field";
      field.required = isRequired;
      field.ariaLabel = label;
      field.value = draft?.[name]?.value ?? "";
      fields[name] = field;
      return h("label", "", h("span", "", label, " ", h("small", "", isRequired || isEither && name !== "name" ? "" : `(${phrases.optional})`)), field);
    }
    async function submit(event) {
      event.preventDefault();
      const said = {};
      const names = Object.keys(fields);
      for (const name of names) {
        mark(name, "");
        said[name] = fields[name].value = fields[name].value.trim();
      }
      const wrong = names.find((name) => !fields[name].checkValidity());
      if (wrong) return mark(wrong, phrases[fields[wrong].validity.valueMissing ? "missing" : "invalid"]);
      if (!said.email && !said.phone) return mark(fields.email ? "email" : "phone", phrases[fields.email && fields.phone ? "either" : "missing"]);
      send.disabled = true;
      try {
        const taken = await chat.api("POST", ":chatbot/contact", {
          body: { ...said, locale, page: location.href, conversationId: store.saved.conversationId, clientMessageId }
        });
        if (taken.status === 200 && !store.saved.token) store.update({ token: (await taken.json()).visitorToken });
        drafts.delete(chat);
        close();
        chat.say(phrases.contactSent);
        const { text, ...who } = said;
        host.emit("contact", who);
      } catch (error) {
        const { field } = error;
        if (fields[field]) mark(field, phrases.invalid);
        else mark("text", chat.explain(error));
      }
      send.disabled = false;
    }
    function mark(name, words2) {
      const field = fields[name];
      const label = field.parentElement;
      drop(label.querySelector(".wrong"));
      field.ariaInvalid = words2 ? "true" : null;
      if (!words2) return;
      add(label, h("span", { class: "wrong", role: "alert" }, words2));
      field.focus();
    }
  }

  // src/more/help.ts
  function offerHelp(chat, entry, box) {
    const { texts, host, conversation } = chat;
    if (entry.problem.code === "conversation_full")
      add(box, textButton(texts.newConversation, () => {
        const { text } = conversation.entries[conversation.entries.indexOf(entry) - 1];
        startNew(chat);
        chat.send(text);
      }));
    else if (host.view.contact) add(box, textButton(phrases.contact, () => openContact(chat)));
  }
  function countDown(chat, button, seconds) {
    button.disabled = seconds > 0;
    fill(button, seconds > 0 ? phrases.retryIn.replace("{n}", "" + seconds) : chat.texts.retry);
    if (seconds > 0) setTimeout(countDown, 1e3, chat, button, seconds - 1);
  }
  function sayExpired(chat) {
    chat.say(phrases.expired);
  }
  function startNew(chat) {
    const { conversation, composer } = chat;
    const back = conversation.startNew();
    chat.say(phrases.started, [phrases.goBack, () => chat.restore(back)]).classList.add("left");
    composer.focusAfterTap();
  }

  // src/more/icons.ts
  var icons2 = {
    close: "M6 6l12 12M18 6L6 18",
    back: "M9 14L4 9l5-5M4 9h11a5 5 0 0 1 0 10h-3",
    person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0",
    mail: "M3 6h18v13H3zM3 7l9 7 9-7",
    download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
    erase: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5"
  };

  // src/more/invitation.ts
  var FAST_SCROLL = 1.5;
  function invite(chat) {
    const { host, store } = chat;
    const { text, afterSeconds, onLeave, pages } = host.view.invitation;
    const done = new AbortController();
    const { signal } = done;
    let seconds = 0;
    let last = { at: 0, top: 0 };
    const timer = setInterval(() => {
      if (store.recall("hint")) done.abort();
      else if (isWanted() && ++seconds === afterSeconds) show();
    }, 1e3);
    signal.onabort = () => clearInterval(timer);
    if (!onLeave) return;
    document.documentElement.addEventListener("mouseleave", (event) => event.clientY <= 0 && show(), { signal });
    if (!matchMedia("(hover: none)").matches) return;
    document.addEventListener("visibilitychange", () => document.hidden || show(), { signal });
    addEventListener("scroll", () => {
      const now = { at: performance.now(), top: scrollY };
      if (last.top > innerHeight && (last.top - now.top) / (now.at - last.at) > FAST_SCROLL) show();
      last = now;
    }, { passive: true, signal });
    function isWanted() {
      return !chat.isOpen() && !host.frame.hidden && RegExp(pages).test(location.pathname);
    }
    function show() {
      if (!isWanted() || store.recall("hint")) return;
      done.abort();
      add(host.frame, h(
        "div",
        { class: "invitation", role: "status" },
        h("button", { onclick: () => chat.open(true) }, text),
        h("button", { class: "dismiss", "aria-label": phrases.dismiss, title: phrases.dismiss, onclick: dismiss }, icon(icons2.close))
      ));
    }
    function dismiss() {
      store.note("hint", "1");
      drop(host.frame.querySelector(".invitation"));
      host.launcher.focus();
    }
  }

  // src/more/live.ts
  var TYPING_MS = 6e3;
  var STALL_MS2 = 6e4;
  var listening = /* @__PURE__ */ new WeakSet();
  async function askForHuman(chat) {
    const { conversation, host } = chat;
    try {
      await chat.api("POST", ":talk/handover");
      chat.say(phrases.waiting);
      conversation.setState("human");
      host.emit("handover");
    } catch (error) {
      chat.say(chat.explain(error), ...host.view.contact ? [[phrases.contact, () => openContact(chat)]] : []);
    }
  }
  async function leaveHuman(chat) {
    try {
      const left = chat.api("DELETE", ":talk/handover");
      chat.api.handover = left.catch(() => {
      });
      await left;
      chat.conversation.setState("open");
      chat.say(phrases.backDone);
    } catch (error) {
      chat.say(chat.explain(error));
    }
  }
  async function listen(chat) {
    if (listening.has(chat)) return;
    listening.add(chat);
    const { conversation } = chat;
    for (let wait = 1e3; conversation.state() === "human"; wait = Math.min(wait * 2, 3e4)) {
      try {
        await follow(chat, () => wait = 1e3);
      } catch (error) {
        if (error.isTransient === false) break;
      }
      if (conversation.state() === "human") await new Promise((resolve) => setTimeout(resolve, wait));
    }
    listening.delete(chat);
  }
  async function follow(chat, arrived) {
    const { conversation } = chat;
    const talk = chat.store.saved.conversationId;
    const stream = new AbortController();
    const cancel = () => stream.abort();
    const lastEventId = conversation.entries.findLast(({ id, agent }) => id && agent !== void 0)?.id;
    let stall = setTimeout(cancel, STALL_MS2);
    let typing = null;
    try {
      const response = await chat.api("GET", ":talk/events", { accept: STREAM, lastEventId, signal: stream.signal });
      if (response.status === 204) return conversation.setState("open");
      for await (const event of readEvents(response.body, () => {
        clearTimeout(stall);
        stall = setTimeout(cancel, STALL_MS2);
      })) {
        if (talk !== chat.store.saved.conversationId || conversation.state() !== "human") return cancel();
        arrived();
        take(event);
      }
    } finally {
      clearTimeout(stall);
      drop(typing);
    }
    function take({ event, data }) {
      const facts = parse(data);
      if (event === "message") {
        drop(typing);
        const entry = fromStored({ id: words(facts.id), role: "agent", text: words(facts.text), at: words(facts.at), name: words(facts.name) });
        if (conversation.add(entry) === entry) chat.arrived(entry);
      } else if (event === "typing") {
        drop(typing);
        const name = words(facts.name) || chat.texts.team;
        const line = typing = chat.log.notice(chat.texts.typing.replace("{name}", name));
        setTimeout(drop, TYPING_MS, line);
      } else if (event === "state") {
        const state = words(facts.state);
        if (state === "closed") chat.say(phrases.closed, [chat.texts.newConversation, () => startNew(chat)]);
        else if (state === "open") chat.say(phrases.backDone);
        if (state !== conversation.state()) conversation.setState(state);
      }
    }
  }

  // src/more/erase.ts
  function askToErase(chat) {
    const wrong = h("p", { class: "wrong", role: "alert" });
    const go = h("button", "primary danger", phrases.eraseConfirm);
    const close = openSheet(chat, "alertdialog", phrases.eraseTitle, phrases.eraseText, [wrong], go, async (event) => {
      event.preventDefault();
      go.disabled = true;
      try {
        const isErased = await eraseVisitor(chat.api, chat.store, chat.conversation);
        chat.composer.clear();
        drafts.delete(chat);
        close();
        chat.say(isErased ? phrases.erased : phrases.eraseLost);
        chat.reconsider();
      } catch (error) {
        fill(wrong, chat.explain(error));
        go.disabled = false;
      }
    });
  }
  async function eraseVisitor(api, store, conversation) {
    let isErased = true;
    for (const token of [store.saved.past, store.saved.token])
      if (token)
        await api("DELETE", "/visitor", { token }).catch((error) => {
          if (!isLost(error)) throw error;
          isErased = false;
        });
    conversation.startNew();
    store.erase();
    return isErased;
  }

  // src/more/menu.ts
  function toggleMenu(chat, opener) {
    const header = opener.parentElement;
    const open = header.querySelector(".menu");
    if (open) return close();
    const { conversation, host: { view } } = chat;
    const { contact, handover, hours } = view;
    const hasTalk = !!chat.store.saved.conversationId;
    const isHuman = conversation.state() === "human";
    const menu = h("div", { class: "menu", id: "menu" });
    const offer = (text, path, run, isOffered = true, kind = "") => {
      const button = textButton(text, () => {
        close();
        run(chat);
      }, kind, path);
      button.disabled = !isOffered;
      add(menu, button);
    };
    if (isHuman) offer(phrases.back, icons2.back, leaveHuman);
    else if (handover && (hours?.open ?? true)) offer(phrases.handover, icons2.person, askForHuman, hasTalk);
    if (contact) offer(phrases.contact, icons2.mail, openContact);
    if (hours && (handover || contact)) add(menu, h("p", "", hours.text));
    offer(phrases.download, icons2.download, download, hasTalk);
    offer(phrases.erase, icons2.erase, askToErase, true, "danger");
    add(header, menu);
    opener.ariaExpanded = "true";
    menu.addEventListener("focusout", (event) => !header.contains(event.relatedTarget) && close());
    header.onkeydown = (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      close();
    };
    menu.querySelector("button:enabled").focus();
    function close() {
      const found = header.querySelector(".menu:not([hidden])");
      if (!found) return;
      const hadFocus = found.contains(chat.host.root.activeElement);
      found.hidden = true;
      header.onkeydown = null;
      opener.ariaExpanded = "false";
      if (hadFocus) opener.focus();
      drop(found);
    }
  }
  async function download(chat) {
    try {
      const href = URL.createObjectURL(await (await chat.api("GET", ":talk/transcript", { accept: "text/plain" })).blob());
      const anchor = chat.panel.appendChild(h("a", { href, download: chat.host.view.name + ".txt" }));
      anchor.click();
      drop(anchor);
      setTimeout(() => URL.revokeObjectURL(href), 1e4);
    } catch (error) {
      chat.say(chat.explain(error));
    }
  }

  // src/more/unread.ts
  function markUnread(chat) {
    const { host: { launcher, view }, texts } = chat;
    const name = view.appearance.launcherLabel || texts.open;
    const badge = launcher.querySelector(".badge") ?? launcher.appendChild(h("b", "badge", "0"));
    const count2 = +badge.textContent + 1;
    badge.textContent = `${count2}`;
    launcher.ariaLabel = `${name}. ${phrases.unread.replace("{n}", `${count2}`)}`;
    addToTitle(1);
    chat.seen = () => {
      delete chat.seen;
      addToTitle(-count2);
      drop(badge);
      launcher.ariaLabel = name;
    };
  }
  function addToTitle(more) {
    document.title = document.title.replace(/^(?:\((\d+)\)\xa0)?/, (_, before) => (more += before | 0) > 0 ? `(${more})\xA0` : "");
  }

  // src/more/more.ts
  function css({ texts }) {
    Object.assign(phrases, texts);
    return more_default;
  }

  // src/panel/importMore.single.ts
  async function importMore(_, locale) {
    speak(locale);
    return more_exports;
  }

  // src/panel/announcer.ts
  var SentenceReader = class {
    #said = 0;
    /** What can be said now and was not said yet; with `complete`, all the rest. */
    next(markdown, complete = false) {
      const fresh = markdown.slice(this.#said);
      const [end] = SENTENCES.exec(fresh.slice(-LOOK_BACK)) ?? [];
      const ready = complete ? fresh : end ? fresh.slice(0, -LOOK_BACK) + end : "";
      this.#said += ready.length;
      return speakable(ready);
    }
  };
  var SENTENCES = /^[^]*(?:\n|[.!?…؟。][)"'»”*_\]]{0,3}\s(?<!(?:^|\s)\d{1,3}\.\s))/;
  var LOOK_BACK = 1e3;
  function speakable(markdown) {
    return markdown.replace(/!?\[(?=[^[\]\n]{0,500}\]\()|\]\([^()\s]{0,2000}\)|^(?:[ #>*+-]+ |[-:| ]+$)|[`*]|~~/gm, "").replace(/[|\s]+/g, " ").trim();
  }

  // src/panel/markdown/inline.ts
  var MAX_LENGTH = 9e3;
  var SPECIAL = RegExp([
    // An escape.
    /\\([^a-z\d\s\0])/,
    // The entities that models write.
    /&(amp|lt|gt|nbsp);/,
    // A break.
    /(\\?\n|<br ?\/?>)/,
    // Code, between as many ticks as it begins with.
    /(?<!`)(?<ticks>`+)(?!`)([^]{1,2000}?)(?:(?<!`)\k<ticks>(?!`)|\0)/,
    // Emphasis. Inside it escapes, code and whole runs of stars are stepped over, and so are runs without any mark, each as one: no
    // text can be cut into these steps in two ways. Where it ends with three stars, those that are not its own belong to an emphasis
    // in it. The end of a growing text ends none that begins inside a word: the letter before it would have to follow.
    /(?<=(?<letter>\w?))(?<mark>\*(?=\*\*[^\s*])|\*\*?(?![\s*])|(?:~~|(?<!\w)__?)(?!\s))((?:\\[^]|`[^`]*(?:`|\0)|\*+(?!\*)|[_~]|[^\\`*_~]+(?![^\\`*_~])){1,99}?(?:(?=\*{3})\*\*?)?)(?:(?<=\0)\k<letter>|(?<!\s)\k<mark>(?!\*|(?<=_)\w))/,
    // An image or a link.
    /(!?)\[((?:[^[\]]|\[[^[\]]*\]){0,999})\]\(\s?<?((?:[^\s()<>]|\([^\s()]*\)){0,999})>?\)/,
    // An address: of a page, without the punctuation of the sentence around it, or of a person.
    /<?(?:mailto:)?\b(https?:\/\/(?:[^\s\0<>"`*|\\[\]»()]|\([^\s\0<>()]*\)){1,999}(?<![.,;:!?'_~])|\w[\w.+%-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})>?/,
    // The brackets of a link that is not yet whole.
    /!?\[(?=[^[\]]{0,999}(?:](?:\([^)]{0,999})?)?\0)|](?:\([^)]{0,999})?\0|\0/
  ].map(({ source }) => source).join("|"), "gi");
  var ENTITIES = { amp: "&", lt: "<", gt: ">", nbsp: "\xA0" };
  var PIECES = 13;
  function parseInline(source, isGrowing, images) {
    return source.length > MAX_LENGTH ? [source] : read(isGrowing ? source.replace(/[*_~`\\]{0,4}$/, "\0") : source, "");
    function read(text, within) {
      const parts = text.split(SPECIAL);
      const nodes = [];
      for (let i = 0; i < parts.length; i += PIECES) {
        const [plain, escaped, entity, isBreak, , code, , mark, inner, image, label, target, address] = parts.slice(i, i + PIECES);
        nodes.push(plain, escaped ?? (entity ? ENTITIES[entity.toLowerCase()] : isBreak ? h("br") : code ? h("code", "", code.trim()) : mark ? emphasis(mark[0] === "~" ? "del" : mark[1] ? "strong" : "em", inner) : address ? link(address.includes(":") ? address : "mailto:" + address, [address]) : target == null ? "" : image && images && /^https:\/\//.test(target) ? h("img", { loading: "lazy", "data-src": target, alt: label || target, referrerpolicy: "no-referrer" }) : link(target, read(label || target, within + "a"))));
      }
      return nodes.flat();
      function emphasis(tag, inner) {
        const children = read(inner, within + tag);
        return within.includes(tag) ? children : [h(tag, "", ...children)];
      }
      function link(address, children) {
        const href = safeAddress(address);
        return href && !within.includes("a") ? [h("a", { href, ...LINK }, ...children)] : children;
      }
    }
  }

  // src/panel/markdown/blocks.ts
  var START2 = /^\s*(?:(`{3,}|~{3,})[^`]*$|(#{1,6})\s+(.*)|(>)|(([-*_])(?:\s*\6){2,}\s*$)|([-+*]|\d+[.)])\s+(?=\S))/;
  var MAX_DEPTH = 8;
  function parseBlocks(parent, lines, options, isGrowing, depth = 0) {
    let i = 0;
    let last = 0;
    while (i < lines.length) {
      const line = i;
      const first = lines[i++];
      if (!first.trim()) continue;
      last = line;
      const [, fence, heading, title, quote, rule, , marker] = depth < MAX_DEPTH && START2.exec(first) || [];
      const sides = columns(line, isGrowing);
      if (fence) {
        const body = take((line2) => line2.trim() !== fence).map((line2) => outdent(line2, first.search(/\S/)));
        i++;
        block("pre", "", h("code", { tabindex: "0" }, body.join("\n")));
      } else if (heading) inline(block("h3", "h" + Math.min(heading.length, 4)), title);
      else if (rule) block("hr");
      else if (quote) nest(block("blockquote"), [first, ...take((line2) => /^\s*>/.test(line2))].map((line2) => line2.replace(/^\s*> ?/, "")));
      else if (marker) list(marker, line);
      else if (sides) table(sides, line);
      else {
        const text = [first, ...take((line2) => isText(line2) && !columns(i))].map((line2) => line2.trim()).join("\n");
        inline(parent.matches("li:empty") ? parent : block("p"), text);
      }
    }
    return last;
    function block(...made) {
      const element = h(...made);
      add(parent, element);
      return element;
    }
    function take(isWanted) {
      const start = i;
      while (i < lines.length && isWanted(lines[i])) i++;
      return lines.slice(start, i);
    }
    function inline(into, text, isLast = true) {
      return add(into, ...parseInline(text.trim(), isGrowing && isLast && i >= lines.length, options.images));
    }
    function nest(into, body, isLast = true) {
      parseBlocks(into, body, options, isGrowing && isLast && i >= lines.length, depth + 1);
    }
    function list(marker, start) {
      const element = block(marker[1] ? "ol" : "ul", { start: marker.slice(0, -1) });
      const items = [];
      let base = NaN;
      let offset = 0;
      i = start;
      take((line) => {
        const found = START2.exec(line);
        line = line.replaceAll("	", "    ");
        const indent = line.search(/\S|$/);
        const isInside = indent >= base + 2;
        if (!isInside && found?.[7]?.slice(-1) === marker.slice(-1)) {
          base = indent;
          offset = found[0].length;
          items.push([line.slice(offset)]);
        } else if (isInside || !line.trim() || !found && lines[i - 1].trim()) items[items.length - 1].push(outdent(line, offset));
        else return false;
        return true;
      });
      items.forEach((body, at) => {
        const item = h("li");
        add(element, item);
        nest(item, body, at === items.length - 1);
      });
    }
    function columns(at, isGrowing2 = false) {
      const head = lines[at];
      const next = lines[at + 1] ?? "";
      if (isGrowing2 && !next && at + 2 >= lines.length && /^\s*\|/.test(head)) return [];
      const marks = cells(next);
      return /^[-: ]*\|[-|: ]*$/.test(next) && marks.length === cells(head).length ? marks.map((mark) => mark.endsWith(":") ? mark[0] === ":" ? "center" : "right" : "") : void 0;
    }
    function table(sides, start) {
      const element = h("table");
      block("div", { class: "table", role: "region", tabindex: "0", "aria-label": options.texts.table }, element);
      i++;
      const rows = [lines[start], ...take(isText)];
      rows.forEach((row, at) => add(element, h("tr", "", ...cells(row).map((cell, column) => inline(h(at ? "td" : "th", { class: sides[column], scope: at ? "" : "col" }), cell, at === rows.length - 1)))));
    }
  }
  function isText(line) {
    return !!line.trim() && !START2.test(line);
  }
  function cells(row) {
    return row.trim().replace(/^\||(?<!\\)\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
  }
  function outdent(line, most) {
    return line.slice(Math.min(most, line.search(/\S|$/)));
  }

  // src/panel/markdown/view.ts
  var UNSETTLED = /^[-*_+|:#>`~ \t]*(?:\d+[.)]?[ \t]*|(?:```|~~~).{0,99})?(?![^])/m;
  var LONGEST_LINE = /[^\n]{1,10000}/g;
  function createMarkdown(container, options) {
    let settled = "";
    let count2 = 0;
    return (text, isGrowing = false) => {
      const visible = (isGrowing ? text.replace(UNSETTLED, "") : text).replace(/\r\n?/g, "\n").replace(LONGEST_LINE, (line) => line[9999] ? line + "\n\n" : line);
      if (!visible.startsWith(settled)) {
        settled = "";
        count2 = 0;
      }
      const lines = visible.slice(settled.length).split("\n");
      const made = h("div");
      const last = parseBlocks(made, lines, options, isGrowing);
      made.normalize();
      const blocks = [...made.childNodes];
      update(container, container.childNodes[count2], blocks);
      for (const image of container.querySelectorAll("img")) image.src ||= image.dataset.src;
      if (last) {
        settled += lines.slice(0, last).join("\n") + "\n";
        count2 += blocks.length - 1;
      }
    };
  }
  function update(parent, at, wanted) {
    for (const next of wanted) {
      const before = at?.data;
      const text = next.data;
      if (before != null && text?.startsWith(before)) at.appendData(text.slice(before.length));
      else if (text == null && at?.nodeName === next.nodeName && isAlike(at, next)) update(at, at.firstChild, [...next.childNodes]);
      else {
        parent.insertBefore(next, at ?? null);
        continue;
      }
      at = at.nextSibling;
    }
    while (at) {
      const { nextSibling } = at;
      drop(at);
      at = nextSibling;
    }
  }
  function isAlike(one, other) {
    return one.className === other.className && one.href === other.href && one.start === other.start && one.dataset.src === other.dataset.src;
  }

  // src/panel/entryView.ts
  var SLICE = 1e4;
  var LONGEST_WAIT = 120;
  function createEntryView(entry, isLive, chat) {
    const { texts, conversation, announce, more } = chat;
    const { view } = chat.host;
    const { role, agent } = entry;
    const name = role === "visitor" ? texts.you : (agent ?? view.name) || texts.team;
    const body = h("div", "text");
    const bubble = h("div", "bubble", body);
    const element = h("article", { class: `message ${role} ${agent === void 0 ? "" : "agent"}`, "aria-label": name }, ...agent === void 0 ? [] : [h("p", "note", name)], bubble);
    const markdown = createMarkdown(body, view);
    const sentences = new SentenceReader();
    let shown = 0;
    let shownState = "";
    let note;
    let thumbs = [];
    if (role === "visitor") add(body, entry.text);
    return { element, update: () => role === "reply" && update2() };
    function update2() {
      const { state, text, rating } = entry;
      const isGrowing = state !== "done" && state !== "failed";
      shown = Math.min(text.length, shown + SLICE);
      const isPartial = shown < text.length;
      element.ariaBusy = isGrowing ? "true" : null;
      if (shownState !== "done") markdown(text.slice(0, shown), isGrowing || isPartial);
      if (isLive) announce(sentences.next(text, !isGrowing));
      if (state !== shownState && !isPartial) {
        shownState = state;
        bubble.hidden = !text && state !== "waiting" && state !== "broken";
        showNote();
        if (state === "done" && text) showFoot();
        if (isLive && state === "waiting") announce(texts.typing.replace("{name}", name));
      }
      thumbs.forEach((button, at) => button.ariaPressed = String(rating === 1 - 2 * at));
      return isPartial;
    }
    function showNote() {
      const { state, finishReason, problem } = entry;
      const text = problem ? problem.detail || texts[problem.code === "answer_lost" ? "lost" : problem.status ? "failed" : "network"] : { __proto__: null, broken: texts.reconnecting, offline: texts.offline, cancelled: texts.stopped, length: texts.cut, human: texts.human }[state === "done" ? finishReason : state];
      drop(note);
      if (!text) return;
      note = h("div", problem ? "failure" : "note", h("p", "", text));
      add(element, note);
      if (isLive) announce(text);
      if (problem) offerHelp2(note);
    }
    function offerHelp2(box) {
      const { status, code, retryAfter } = entry.problem;
      if (/_(full|available|exceeded)$/.test(code)) more("offerHelp", entry, box);
      if (code === "conversation_full" || retryAfter > LONGEST_WAIT || status === 413 || status === 400) return;
      const retry = textButton(texts.retry, () => {
        chat.composer.focusAfterTap();
        void conversation.retry(entry);
      });
      add(box, retry);
      if (retryAfter) more("countDown", retry, retryAfter);
    }
    function showFoot() {
      const cards = many(entry.sources).flatMap((source) => {
        const title = words(source?.title);
        const url = words(source?.url);
        const href = safeAddress(url);
        const card = [h("span", "", title || url), h("span", "", href ? new URL(href).hostname : "")];
        return title || url ? [h("li", "", href ? h("a", { class: "source", href, ...LINK }, ...card) : h("span", "source", ...card))] : [];
      });
      if (cards[0]) add(element, h("nav", { class: "sources", "aria-label": texts.sources }, h("p", "", texts.sources), h("ul", "", ...cards)));
      if (entry.id && agent === void 0) thumbs = [1, -1].map((rating) => iconButton(icons.up, rating > 0 ? texts.helpful : texts.unhelpful, () => {
        if (entry.rating !== rating) conversation.rate(entry, rating);
        if (rating < 0 || element.querySelector("form")) void more("comment", entry, element);
        else announce(texts.thanks);
      }, rating > 0 ? "" : "turned"));
      add(element, h("div", "tools", ...thumbs, copyButton(() => entry.text)));
      chat.log.suggest(element, many(entry.suggestions).map(words).filter(Boolean));
      for (const code of body.querySelectorAll("pre")) add(code, copyButton(() => code.firstChild.textContent));
    }
    function copyButton(text) {
      const button = iconButton(icons.copy, texts.copy, async () => {
        try {
          await navigator.clipboard.writeText(text());
        } catch {
          await more("copyText", text(), element);
        }
        refit(button, icons.check, texts.copied);
        announce(texts.copied);
        setTimeout(refit, 2e3, button, icons.copy, texts.copy);
      });
      return button;
    }
  }

  // src/panel/log.ts
  function createLog(chat) {
    const { texts } = chat;
    const head = h("div", "list");
    const list = h("div", "list");
    const element = h("div", { class: "log", role: "log", "aria-live": "off", "aria-label": texts.log, tabindex: "0", onscroll }, head, list);
    const latest = iconButton(icons.send, texts.latest, toEnd, "latest turned");
    const views = /* @__PURE__ */ new Map();
    const dirty = /* @__PURE__ */ new Set();
    let frame = 0;
    let isAtEnd = true;
    let day = dayOf();
    latest.hidden = true;
    return {
      element,
      latest,
      toEnd,
      change,
      suggest,
      /** The greeting and the suggestions, above the first message. */
      greet() {
        const { view } = chat.host;
        const { greeting, suggestions, name } = view;
        fill(head);
        if (greeting) {
          const body = h("div", "text");
          createMarkdown(body, view)(greeting);
          add(head, h("article", { class: "message reply", "aria-label": name }, h("div", "bubble", body)));
        }
        suggest(head, suggestions);
      },
      add(entry, isLive) {
        const next = dayOf(entry.at);
        if (next !== day) add(list, h("p", "day", next));
        day = next;
        const view = createEntryView(entry, isLive, chat);
        views.set(entry, view);
        add(list, view.element);
        mark();
        change(entry);
        if (entry.role === "visitor" || isAtEnd) toEnd();
      },
      remove(entry) {
        drop(views.get(entry)?.element);
        views.delete(entry);
        mark();
      },
      clear() {
        views.clear();
        dirty.clear();
        fill(list);
        day = dayOf();
        mark();
      },
      /** A line that belongs to no message, with perhaps something to do about it. */
      notice(text, ...actions) {
        const notice = h("div", "notice", h("p", "", text), ...actions.map(([name, run]) => textButton(name, () => {
          drop(notice);
          run();
        })));
        add(list, notice);
        toEnd();
        return notice;
      }
    };
    function suggest(parent, suggestions) {
      if (suggestions[0])
        add(parent, h("ul", { class: "suggestions", "aria-label": texts.suggestions }, ...suggestions.map((text) => h("li", "", textButton(text, () => {
          chat.send(text);
          chat.composer.focusAfterTap();
        }, "suggestion")))));
    }
    function mark() {
      element.classList.toggle("started", !!views.size);
    }
    function change(entry) {
      dirty.add(entry);
      frame ||= requestAnimationFrame(paint);
    }
    function paint() {
      frame = 0;
      const changed = [...dirty];
      dirty.clear();
      for (const entry of changed) if (views.get(entry)?.update()) change(entry);
      if (isAtEnd) toEnd();
      else latest.hidden = false;
    }
    function toEnd() {
      isAtEnd = latest.hidden = true;
      element.scrollTop = element.scrollHeight;
    }
    function onscroll() {
      const below = element.scrollHeight - element.scrollTop - element.clientHeight;
      isAtEnd = below < 48;
      latest.hidden = below < 160;
    }
    function dayOf(at = Date.now()) {
      return new Date(at).toLocaleDateString(chat.host.view.locale, { dateStyle: "full" });
    }
  }

  // src/panel/store.ts
  function createStore(key, local = attempt(() => localStorage) ?? null, session = attempt(() => sessionStorage) ?? null) {
    const name = "iafluence:" + key;
    let memory;
    const store = {
      name,
      get saved() {
        return memory ?? { ...attempt(() => JSON.parse(local.getItem(name))) };
      },
      update(change) {
        memory = { ...store.saved, ...change };
        attempt(() => {
          local.setItem(name, toJson(memory));
          memory = void 0;
        });
      },
      /** What is kept for this visit only. */
      recall(part) {
        return attempt(() => session.getItem(`${name}:${part}`)) ?? "";
      },
      /** Where it cannot be kept, what it is about is still seen. */
      note(part, value) {
        attempt(() => value ? session.setItem(`${name}:${part}`, value) : session.removeItem(`${name}:${part}`));
      },
      /** Forgets everything: the visitor has asked for it. */
      erase() {
        memory = {};
        attempt(() => {
          local.removeItem(name);
          memory = void 0;
        });
        store.note("draft", "");
      }
    };
    return store;
  }

  // src/panel/panel.ts
  function mount(host) {
    const { root, frame, launcher, emit, paint } = host;
    const { texts, appearance } = host.view;
    const store = createStore(host.key);
    const queue = [];
    let isOpen = false;
    let isLoaded = false;
    let isRestoring = false;
    let failure;
    let loaded;
    const chat = { host, texts, store, isOpen: () => isOpen, open, send, say, announce, explain, arrived, reconsider, restore, more };
    chat.api = createApi(host, store);
    const conversation = chat.conversation = createConversation(chat.api, store, {
      added(entry) {
        log.add(entry, !isRestoring || entry.state !== "done");
        header.canLeave(true);
        if (entry.role !== "visitor" || isRestoring) return;
        drop(panel.querySelector(".left"));
        emit("message", { text: entry.text });
      },
      changed: (entry) => log.change(entry),
      ended,
      removed: (entry) => log.remove(entry),
      cleared() {
        log.clear();
        header.canLeave(false);
      },
      busy(value) {
        composer.busy(value);
        if (!value) sendNext();
      },
      expired: () => void more("sayExpired"),
      returned(text, code) {
        if (code !== "consent_required") return composer.put(text);
        queue.unshift(text);
        store.update({ consent: void 0 });
        reconsider();
      },
      state(state) {
        header.show();
        if (state === "human") more("listen");
      }
    }, {
      about: () => ({ page: location.href, locale: host.view.locale, identity: host.identity && (host.identity.jwt ? { jwt: host.identity.jwt } : { facts: host.identity }) }),
      isOffline,
      solve: (challenge) => chat.more("solve", challenge)
    });
    const log = chat.log = createLog(chat);
    const composer = chat.composer = createComposer(chat);
    const header = createHeader(chat, close);
    const speaker = h("div", { class: "sr", "aria-live": "polite" });
    const notice = h("p", "notice ai");
    const panel = chat.panel = h(
      "dialog",
      { class: "panel", "aria-labelledby": "title", onkeydown, oncancel },
      header.element,
      log.element,
      log.latest,
      composer.element,
      notice,
      h("p", "brand", appearance.brand ? texts.brand : ""),
      speaker
    );
    useSheet(panel_default + markdown_default);
    if (appearance.font === "host") frame.style.fontFamily = getComputedStyle(document.body).fontFamily;
    add(frame, panel);
    fitKeyboard(frame);
    header.canLeave(false);
    show();
    if (host.view.invitation) more("invite");
    if (store.saved.pending || store.saved.human) void refresh();
    document.addEventListener("visibilitychange", look);
    addEventListener("pageshow", look);
    addEventListener("storage", ({ key }) => key === store.name && look());
    addEventListener("online", () => {
      const last = conversation.entries.at(-1);
      if (last?.problem && !last.problem.status) void conversation.retry(last);
      else if (failure && !isLoaded) void refresh();
    });
    frame.onkeydown = frame.onkeyup = frame.onkeypress = (event) => event.stopPropagation();
    return {
      get isOpen() {
        return isOpen;
      },
      open,
      close,
      ask(text) {
        open(true);
        send(text.trim());
      }
    };
    function open(focus) {
      if (!isOpen) {
        isOpen = true;
        if (isFullScreen()) panel.showModal();
        panel.open = true;
        paint();
        launcher.ariaExpanded = "true";
        chat.seen?.();
        drop(frame.querySelector(".invitation"));
        if (focus) for (const part of ["open", "hint"]) store.note(part, "1");
        emit("open");
        void refresh();
        log.toEnd();
      }
      if (focus) composer.focus();
    }
    function close() {
      if (!isOpen) return;
      isOpen = false;
      const hadFocus = panel.contains(root.activeElement);
      panel.close();
      launcher.ariaExpanded = "false";
      store.note("open", "");
      emit("close");
      if (hadFocus) launcher.focus();
    }
    function onkeydown(event) {
      if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) oncancel(event);
    }
    function oncancel(event) {
      event.preventDefault();
      close();
    }
    function look() {
      if (document.hidden) return;
      if (isOpen) chat.seen?.();
      if (isLoaded) void refresh();
    }
    async function refresh() {
      if (!isRestoring && !conversation.isBusy()) await restore(conversation.load);
    }
    async function restore(read) {
      isLoaded = isRestoring = true;
      drop(failure);
      try {
        await read();
        isRestoring = false;
        sendNext();
      } catch (error) {
        isRestoring = isLoaded = false;
        composer.put(queue.splice(0).join("\n"));
        failure = say(explain(error), [texts.retry, refresh]);
      }
    }
    function show() {
      fill(notice, host.view.aiNotice ?? "");
      header.show();
      log.greet();
      composer.element.hidden = mustAgree();
      if (mustAgree()) more("askConsent", () => {
        composer.element.hidden = false;
        sendNext();
      });
    }
    function reconsider() {
      host.read().then((view) => {
        host.view = view;
        show();
      }, (error) => say(explain(error)));
    }
    function mustAgree() {
      const { consent } = host.view;
      return !!consent && !(consent.versions ?? [consent.version]).includes(store.saved.consent);
    }
    function send(text) {
      if (!text) return;
      if (!isLoaded) void refresh();
      if (isRestoring && conversation.keep(text)) return emit("message", { text });
      queue.push(text);
      sendNext();
    }
    function sendNext() {
      if (isRestoring || conversation.isBusy() || mustAgree()) return;
      const text = queue.shift();
      if (text) void conversation.send(text);
    }
    function ended(entry) {
      const { problem } = entry;
      if (problem) emit("error", { code: problem.code });
      else arrived(entry);
    }
    function arrived({ text, finishReason }) {
      emit("reply", { text, finishReason });
      if (text && (!isOpen || document.hidden)) more("markUnread");
    }
    function say(text, ...actions) {
      announce(text);
      return log.notice(text, ...actions);
    }
    function announce(text) {
      if (!isOpen || !text) return;
      if (speaker.childElementCount > 8) drop(speaker.firstChild);
      add(speaker, h("p", "", text));
    }
    function explain(error) {
      return error.detail || texts.network;
    }
    async function more(name, ...rest) {
      let it;
      try {
        it = await (loaded ??= importMore(host.base, host.view.locale).then((it2) => {
          useSheet(it2.css(host.view));
          return it2;
        }));
        return await it[name](chat, ...rest);
      } catch (error) {
        if (it) return;
        loaded = void 0;
        say(explain(error));
      }
      return;
    }
    function useSheet(text) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }
  }

  // src/loader/importPanel.single.ts
  async function importPanel() {
    return { mount };
  }

  // src/loader/widget.ts
  var IDLE_MS = 5e3;
  function startWidget(script, key, get2) {
    const data = script.dataset;
    const base = (data.host || new URL(".", script.src).href).replace(/\/$/, "");
    const events = new EventTarget();
    const night = matchMedia("(prefers-color-scheme: dark)");
    const element = document.createElement("iafluence-widget");
    const root = element.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    const observer = new MutationObserver(() => requestAnimationFrame(keep));
    const host = { base, key, root, data, read, emit, paint };
    const ready = begin();
    let page;
    let panel;
    let shown;
    async function begin() {
      for (let wait = 4e3; ; wait *= 2)
        try {
          host.view = await read();
          draw();
          return emit("ready");
        } catch (status) {
          await new Promise((resolve) => status !== 403 && status !== 404 && setTimeout(resolve, wait));
        }
    }
    async function read() {
      const locale = data.locale || document.documentElement.lang || navigator.language;
      const response = await fetch(`${base}/widget/v1/chatbots/${key}?locale=${locale}&color=${data.color?.replace("#", "") ?? ""}`, { credentials: "omit" });
      if (!response.ok) throw response.status;
      return response.json();
    }
    function draw() {
      const { appearance, texts, direction, locale, pages, invitation } = host.view;
      const frame = document.createElement("div");
      const launcher = document.createElement("button");
      sheet.replaceSync(launcher_default + (appearance.css ?? ""));
      root.adoptedStyleSheets = [sheet];
      root.textContent = "";
      root.appendChild(frame).appendChild(launcher);
      page = document.documentElement;
      panel = shown = void 0;
      const place = () => frame.hidden = !RegExp(pages).test(location.pathname);
      place();
      if (pages) setInterval(place, IDLE_MS / 10);
      frame.className = "frame";
      frame.dir = direction;
      frame.lang = locale;
      frame.dataset.side = data.side ?? appearance.side;
      launcher.className = `launcher ${appearance.launcher} ${appearance.launcherLabel ? "bar" : ""}`;
      launcher.setAttribute("part", "launcher");
      launcher.hidden = data.launcher === "off";
      launcher.ariaExpanded = "false";
      launcher.ariaLabel = appearance.launcherLabel || texts.open;
      launcher.textContent = appearance.launcherLabel;
      launcher.onpointerenter = launcher.onpointerdown = launcher.onfocus = warm;
      launcher.onclick = ({ detail }) => detail > 1 || toggle();
      host.frame = frame;
      host.launcher = launcher;
      night.onchange = paint;
      paint();
      keep();
      setTimeout(warm, IDLE_MS);
      const [isOpen, isAwaited] = remembered(key);
      if (innerWidth > 480 && (data.open === "true" || isOpen)) use((it) => it.open(false));
      else if (invitation || isAwaited) warm();
    }
    function paint() {
      const { frame, view: { appearance } } = host;
      const themes = [data.theme ?? appearance.theme, getComputedStyle(page).colorScheme, night.matches ? "dark" : "light"];
      const isDark = themes.find((theme) => /^(only )?(dark|light)$/.test(theme)).endsWith("dark");
      frame.classList.toggle("dark", isDark);
      for (const [name, color] of Object.entries({ ...appearance.sizes, ...appearance[isDark ? "dark" : "light"] })) frame.style.setProperty("--" + name, color);
    }
    function keep() {
      const { documentElement } = document;
      if (!documentElement || element.isConnected) return;
      if (page === documentElement) page.appendChild(element);
      else draw();
      for (const parent of [document, documentElement]) observer.observe(parent, { childList: true });
    }
    async function load() {
      await ready;
      return panel ??= importPanel(base).then((module) => shown = module.mount(host)).catch((error) => {
        panel = void 0;
        throw error;
      });
    }
    function warm() {
      load().catch(() => {
      });
    }
    function use(action) {
      load().then(action).catch(() => {
        host.launcher.className = "launcher bar";
        host.launcher.ariaLabel = host.launcher.textContent = host.view.texts.network;
      });
    }
    function toggle() {
      use((it) => it.isOpen ? it.close() : it.open(true));
    }
    function emit(event, detail) {
      events.dispatchEvent(new CustomEvent(event, { detail }));
    }
    return {
      toggle,
      get: get2,
      open: () => use((it) => it.open(true)),
      close: () => shown?.close(),
      ask: (text) => use((it) => it.ask(String(text))),
      identify(facts) {
        host.identity = facts;
      },
      on(event, listener) {
        const hear = (it) => listener(it.detail);
        events.addEventListener(event, hear);
        if (event === "ready" && host.view) setTimeout(listener);
        return () => events.removeEventListener(event, hear);
      }
    };
  }
  function remembered(key) {
    try {
      return [!!sessionStorage.getItem(`iafluence:${key}:open`), /pending|human/.test(localStorage.getItem("iafluence:" + key))];
    } catch {
      return [false, false];
    }
  }

  // src/loader/loader.ts
  var widgets = /* @__PURE__ */ new Map();
  function get(key) {
    for (const script of [document.currentScript, ...document.querySelectorAll("script[data-chatbot]")])
      try {
        const { chatbot } = script.dataset;
        if (!chatbot || widgets.has(chatbot) || /plain|didomi/.test(script.type)) continue;
        widgets.set(chatbot, startWidget(script, chatbot, get));
      } catch {
      }
    return widgets.get(key);
  }
  (window.IAfluence?.get ?? get)("");
  window.IAfluence ??= widgets.values().next().value;
})();
