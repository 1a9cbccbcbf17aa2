// The MessagePack-RPC of Neovim's client, serving over WebSocket: prints the port on which it listens, and serves until it is killed.
import { Transport } from "neovim/lib/utils/transport.js";
import { createWebSocketStream, WebSocketServer } from "ws";

const options = { host: "127.0.0.1", port: 0, handleProtocols: (offered) => offered.has("typedws.v1.msgpack") && "typedws.v1.msgpack" };
const server = new WebSocketServer(options, () => console.log(server.address().port));
server.on("connection", (socket) => {
  const stream = createWebSocketStream(socket);
  const rpc = new Transport();
  rpc.attach(stream, stream);
  stream.on("error", () => {});
  const running = new Map();
  const forward = (response) => (error, result) => response.send(error ?? result, Boolean(error));

  const notifications = {
    "lab.note": ([text]) => rpc.notify("lab.note", [`heard ${text}`]),
    "lab.noteBack": ([text]) => rpc.notify("lab.note", [text]),
    "$/cancelRequest": ([id]) => running.get(id)?.(),
  };
  const requests = {
    "lab.subtract": ([minuend, subtrahend], response) => response.send(minuend - subtrahend),
    "lab.fail": ([code, message, detail], response) => response.send([code, message, { detail }], true),
    "lab.wait": (_, response) => {
      running.set(response.requestId, () => {
        rpc.notify("lab.note", ["cancelled"]);
        response.send([-32800, "cancelled", null], true);
      });
      rpc.notify("lab.note", ["waits"]);
    },
    "lab.subtractBack": (params, response) => rpc.request("lab.subtract", params, forward(response)),
    "lab.failBack": (params, response) => rpc.request("lab.fail", params, forward(response)),
    "lab.waitBack": (_, response) => {
      rpc.request("lab.wait", [], forward(response));
      const id = rpc.nextRequestId;
      running.set(response.requestId, () => rpc.notify("$/cancelRequest", [id]));
    },
  };
  rpc.on("notification", (method, params) => notifications[method]?.(params));
  rpc.on("request", (method, params, response) =>
    requests[method] ? requests[method](params, response) : response.send([-32601, `no method ${method}`, null], true));
});
