// rpc-websockets as a client, which can neither be asked nor cancel: node rpc-websockets-client.js URL. Prints what it saw as one JSON object.
import { Client } from "rpc-websockets";
import { signal } from "./lab.js";

const rpc = new Client(process.argv[2], { reconnect: false });
const open = signal();
rpc.on("open", open.fire);
await open.fired;
const seen = {};
const failure = ({ code, message, data }) => ({ code, message, data });
const noted = signal();
rpc.on("lab.note", ({ text }) => noted.fire(text));

seen.positional = await rpc.call("lab.subtract", [42, 23]);
seen.named = await rpc.call("lab.subtract", { subtrahend: 23, minuend: 42 });
seen.failed = await rpc.call("lab.fail", [1234, "it is broken", "in the middle"]).catch(failure);
seen.unknown = await rpc.call("lab.none").catch(({ code }) => code);
seen.invalid = await rpc.call("lab.subtract", ["x", 23]).catch(({ code }) => code);
await rpc.notify("lab.note", { text: "héllo 👋" });
await rpc.notify("lab.noteBack", ["back"]);
seen.noted = await noted.fired;

console.log(JSON.stringify(seen));
rpc.close(1000);
