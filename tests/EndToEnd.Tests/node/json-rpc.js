// JSON-RPC 2.0 in text messages, over the package "ws".
import WebSocket from "ws";

export function connect(url, token) {
  const socket = new WebSocket(url, ["typedws.v1.json"], { headers: { Authorization: `Bearer ${token}` } });
  const pending = new Map();
  const handlers = new Map();
  let nextId = 1;

  const send = (message) => socket.send(JSON.stringify({ jsonrpc: "2.0", ...message }));
  socket.on("message", async (data, isBinary) => {
    if (isBinary) throw new Error("a server that was asked for JSON sent a binary message");
    const { id, method, params, result, error } = JSON.parse(data.toString());
    if (method === undefined) {
      const { resolve, reject } = pending.get(id);
      pending.delete(id);
      if (error) reject(Object.assign(new Error(error.message), { code: error.code }));
      else resolve(result);
      return;
    }
    const answer = await handlers.get(method)(params);
    if (id !== undefined) send({ id, result: answer });
  });

  return {
    socket,
    on: (method, handler) => handlers.set(method, handler),
    notify: (method, params) => send({ method, params }),
    request: (method, params) => new Promise((resolve, reject) => {
      pending.set(nextId, { resolve, reject });
      send({ id: nextId++, method, params });
    }),
  };
}

// What messages look like in this format: objects with names.
export const shape = {
  join: (room) => ({ room }),
  say: (room, text) => ({ room, text }),
  rollCall: (room) => ({ room }),
  presence: (away, note) => ({ away, note }),
  members: (joined) => joined.members,
  said: ({ room, user, text, at }) => ({ room, user, text, at: new Date(at).toISOString() }),
  attendance: ({ members }) => members.map(({ user, presence }) => ({ user, note: presence?.note ?? null })),
};
