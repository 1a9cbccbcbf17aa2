// MessagePack-RPC in binary messages, over the packages "ws" and "@msgpack/msgpack".
import WebSocket from "ws";
import { decode, encode } from "@msgpack/msgpack";

const REQUEST = 0, RESPONSE = 1, NOTIFICATION = 2;

export function connect(url, token) {
  const socket = new WebSocket(url, ["typedws.v1.msgpack"], { headers: { Authorization: `Bearer ${token}` } });
  const pending = new Map();
  const handlers = new Map();
  let nextId = 1;

  const send = (message) => socket.send(encode(message));
  socket.on("message", async (data, isBinary) => {
    if (!isBinary) throw new Error("a server that was asked for MessagePack sent a text message");
    const [type, ...rest] = decode(data);
    switch (type) {
      case RESPONSE: {
        const [id, error, result] = rest;
        const { resolve, reject } = pending.get(id);
        pending.delete(id);
        if (error) reject(Object.assign(new Error(error[1]), { code: error[0] }));
        else resolve(result);
        break;
      }
      case REQUEST: {
        const [id, method, params] = rest;
        send([RESPONSE, id, null, await handlers.get(method)(params)]);
        break;
      }
      case NOTIFICATION: {
        const [method, params] = rest;
        await handlers.get(method)(params);
        break;
      }
    }
  });

  return {
    socket,
    on: (method, handler) => handlers.set(method, handler),
    notify: (method, params) => send([NOTIFICATION, method, params]),
    request: (method, params) => new Promise((resolve, reject) => {
      pending.set(nextId, { resolve, reject });
      send([REQUEST, nextId++, method, params]);
    }),
  };
}

// What messages look like in this format: arrays by position.
export const shape = {
  join: (room) => [room],
  say: (room, text) => [room, text],
  rollCall: (room) => [room],
  presence: (away, note) => [away, note],
  members: ([members]) => members,
  // A DateTimeOffset is its local time, written as if it were UTC, and the offset in minutes (as MessagePack-CSharp has it).
  said: ([room, user, text, [local, offset]]) => ({ room, user, text, at: new Date(local.getTime() - offset * 60_000).toISOString() }),
  attendance: ([members]) => members.map(([user, presence]) => ({ user, note: presence?.[1] ?? null })),
};
