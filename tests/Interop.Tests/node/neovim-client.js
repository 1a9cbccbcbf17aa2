// The MessagePack-RPC of Neovim's client, over WebSocket: node neovim-client.js URL. Prints what it saw as one JSON object.
import { Transport } from "neovim/lib/utils/transport.js";
import WebSocket, { createWebSocketStream } from "ws";
import { opened, signal } from "./lab.js";

const socket = new WebSocket(process.argv[2], ["typedws.v1.msgpack"]);
await opened(socket);
const stream = createWebSocketStream(socket);
const rpc = new Transport();
rpc.attach(stream, stream);
const seen = { subprotocol: socket.protocol };
const noted = signal();
const waits = signal();
let cancelBack;
const handlers = {
  "lab.subtract": ([minuend, subtrahend], response) => response.send(minuend - subtrahend),
  "lab.fail": ([code, message, detail], response) => response.send([code, message, [detail]], true),
  "lab.wait": (_, response) => {
    cancelBack = () => response.send([-32800, "cancelled", null], true);
    waits.fire();
  },
};
rpc.on("request", (method, params, response) => handlers[method](params, response));
rpc.on("notification", (method, params) => {
  if (method === "lab.note") noted.fire(params[0]);
  if (method === "$/cancelRequest") cancelBack();
});
const call = (method, ...params) => new Promise((resolve, reject) =>
  rpc.request(method, params, (error, result) => error ? reject({ code: error[0], message: error[1], data: error[2] ?? undefined }) : resolve(result)));
const code = (error) => error.code;

seen.positional = await call("lab.subtract", 42, 23);
seen.back = await call("lab.subtractBack", 42, 23);
seen.failed = await call("lab.fail", 1234, "it is broken", "in the middle").catch((error) => error);
seen.failedBack = await call("lab.failBack", 1234, "it is broken", "in the middle").catch((error) => error);
seen.unknown = await call("lab.none").catch(code);
seen.invalid = await call("lab.subtract", "x", 23).catch(code);
rpc.notify("lab.note", ["héllo 👋"]);
rpc.notify("lab.noteBack", ["back"]);
seen.noted = await noted.fired;

const waiting = call("lab.wait").catch(code);
rpc.notify("$/cancelRequest", [rpc.nextRequestId]);
seen.cancelled = await waiting;
const waitingBack = call("lab.waitBack").catch(code);
const id = rpc.nextRequestId;
await waits.fired;
rpc.notify("$/cancelRequest", [id]);
seen.cancelledBack = await waitingBack;

console.log(JSON.stringify(seen));
socket.close(1000);
