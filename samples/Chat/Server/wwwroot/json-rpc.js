// JSON-RPC 2.0 over the browser's own WebSocket. That is all a page needs to talk to a TypedWs server.
export class JsonRpc {
  #socket;
  #nextId = 1;
  #pending = new Map();   // id → { resolve, reject } of a request that waits for its answer
  #handlers = new Map();  // method → what answers it

  constructor(url, protocol) {
    this.#socket = new WebSocket(url, protocol);
    this.#socket.onmessage = (event) => this.#receive(JSON.parse(event.data));
    this.opened = new Promise((resolve, reject) => {
      this.#socket.onopen = () => resolve();
      this.#socket.onerror = () => reject(new Error("The server cannot be reached."));
    });
    this.closed = new Promise((resolve) => {
      this.#socket.onclose = ({ code, reason }) => {
        for (const { reject } of this.#pending.values()) reject(new Error(`The connection ended (${code}) ${reason}`));
        this.#pending.clear();
        resolve({ code, reason });
      };
    });
  }

  /** Handles a method of the server; what the handler returns is the answer, where one is expected. */
  on(method, handler) {
    this.#handlers.set(method, handler);
  }

  /** Sends a one-way message. */
  notify(method, params) {
    this.#send({ jsonrpc: "2.0", method, params });
  }

  /** Sends a request; resolves with its result. */
  request(method, params) {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#send({ jsonrpc: "2.0", id, method, params });
    });
  }

  /** Ends the connection. */
  close() {
    this.#socket.close(1000);
  }

  #send(message) {
    this.#socket.send(JSON.stringify(message));
  }

  async #receive(message) {
    if (message.method === undefined) {
      const call = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.error) call?.reject(new Error(message.error.message));
      else call?.resolve(message.result);
      return;
    }

    const answer = message.id === undefined ? () => {} : (content) => this.#send({ jsonrpc: "2.0", id: message.id, ...content });
    const handler = this.#handlers.get(message.method);
    if (!handler) {
      answer({ error: { code: -32601, message: `no handler for ${message.method}` } });
      return;
    }

    try {
      answer({ result: (await handler(message.params)) ?? null });
    } catch (error) {
      answer({ error: { code: -32603, message: error.message } });
    }
  }
}
