// vscode-jsonrpc as a client: node vscode-client.js URL. Prints what it saw as one JSON object.
import { CancellationTokenSource, ParameterStructures, ResponseError } from "vscode-jsonrpc";
import { createWebSocketConnection, toSocket } from "vscode-ws-jsonrpc";
import WebSocket from "ws";
import { opened, signal } from "./lab.js";

const socket = new WebSocket(process.argv[2]);
await opened(socket);
const rpc = createWebSocketConnection(toSocket(socket), { ...console, log: () => {}, info: () => {} });
const seen = {};
const named = ParameterStructures.byName;
const failure = ({ code, message, data }) => ({ code, message, data });

const noted = signal();
const waits = signal();
rpc.onNotification("lab.note", ({ text }) => noted.fire(text));
rpc.onRequest("lab.subtract", ({ minuend, subtrahend }) => minuend - subtrahend);
rpc.onRequest("lab.fail", ({ code, message, detail }) => { throw new ResponseError(code, message, { detail }); });
rpc.onRequest("lab.wait", (token) => new Promise((_, reject) => {
  token.onCancellationRequested(() => reject(new ResponseError(-32800, "cancelled")));
  waits.fire();
}));
rpc.listen();

seen.positional = await rpc.sendRequest("lab.subtract", 42, 23);
seen.named = await rpc.sendRequest("lab.subtract", named, { subtrahend: 23, minuend: 42 });
seen.back = await rpc.sendRequest("lab.subtractBack", 42, 23);
seen.failed = await rpc.sendRequest("lab.fail", 1234, "it is broken", "in the middle").catch(failure);
seen.failedBack = await rpc.sendRequest("lab.failBack", 1234, "it is broken", "in the middle").catch(failure);
seen.unknown = await rpc.sendRequest("lab.none").catch(({ code }) => code);
seen.invalid = await rpc.sendRequest("lab.subtract", "x", 23).catch(({ code }) => code);
await rpc.sendNotification("lab.note", "héllo 👋");
await rpc.sendNotification("lab.noteBack", named, { text: "back" });
seen.noted = await noted.fired;

const there = new CancellationTokenSource();
const waiting = rpc.sendRequest("lab.wait", there.token).catch(({ code }) => code);
there.cancel();
seen.cancelled = await waiting;
const back = new CancellationTokenSource();
const waitingBack = rpc.sendRequest("lab.waitBack", back.token).catch(({ code }) => code);
await waits.fired;
back.cancel();
seen.cancelledBack = await waitingBack;

console.log(JSON.stringify(seen));
socket.close(1000);
