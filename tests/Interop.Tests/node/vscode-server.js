// vscode-jsonrpc as a server: prints the port on which it listens, and serves until it is killed.
import { CancellationTokenSource, ParameterStructures, ResponseError } from "vscode-jsonrpc";
import { createWebSocketConnection, toSocket } from "vscode-ws-jsonrpc";
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ host: "127.0.0.1", port: 0 }, () => console.log(server.address().port));
server.on("connection", (socket) => {
  const rpc = createWebSocketConnection(toSocket(socket), { ...console, log: () => {}, info: () => {} });
  const forward = ({ code, message, data }) => { throw new ResponseError(code, message, data); };

  rpc.onNotification("lab.note", ({ text }) => rpc.sendNotification("lab.note", ParameterStructures.byName, { text: `heard ${text}` }));
  rpc.onNotification("lab.noteBack", ({ text }) => rpc.sendNotification("lab.note", text));
  rpc.onRequest("lab.subtract", ({ minuend, subtrahend }) => minuend - subtrahend);
  rpc.onRequest("lab.fail", ({ code, message, detail }) => { throw new ResponseError(code, message, { detail }); });
  rpc.onRequest("lab.wait", (token) => new Promise((_, reject) => {
    token.onCancellationRequested(() => {
      rpc.sendNotification("lab.note", "cancelled");
      reject(new ResponseError(-32800, "cancelled"));
    });
    rpc.sendNotification("lab.note", "waits");
  }));
  rpc.onRequest("lab.subtractBack", ({ minuend, subtrahend }) => rpc.sendRequest("lab.subtract", minuend, subtrahend));
  rpc.onRequest("lab.failBack", (params) => rpc.sendRequest("lab.fail", ParameterStructures.byName, params).catch(forward));
  rpc.onRequest("lab.waitBack", (token) => {
    const back = new CancellationTokenSource();
    token.onCancellationRequested(() => back.cancel());
    return rpc.sendRequest("lab.wait", back.token).catch(forward);
  });
  rpc.listen();
});
