// Joins a room, talks, is asked, asks, breaks something, and prints as one JSON object what it saw: node chat.js json|msgpack URL ROOM TOKEN
const [format, url, room, token] = process.argv.slice(2);
const { connect, shape } = await import(`./${format}-rpc.js`);

const rpc = connect(url, token);
const seen = {};
const said = new Promise((resolve) => rpc.on("chat.said", (params) => resolve(shape.said(params))));
rpc.on("chat.membersChanged", () => {});
rpc.on("chat.areYouThere", () => shape.presence(false, "in node"));

await new Promise((resolve, reject) => rpc.socket.once("open", resolve).once("error", reject));
seen.subprotocol = rpc.socket.protocol;
seen.members = shape.members(await rpc.request("chat.join", shape.join(room)));
rpc.notify("chat.say", shape.say(room, "héllo 👋"));
seen.said = await said;

// The server asks everybody in the room, this client among them, while this client waits for the answer.
seen.attendance = shape.attendance(await rpc.request("chat.rollCall", shape.rollCall(room)));
seen.unknown = await rpc.request("chat.nonsense", []).catch(({ code }) => code);
seen.invalid = await rpc.request("chat.join", shape.join()).catch(({ code, message }) => ({ code, message }));
seen.acknowledged = await rpc.request("chat.leave", shape.rollCall(room));

const closed = new Promise((resolve) => rpc.socket.once("close", (code) => resolve(code)));
rpc.socket.close(1000, "bye");
seen.closed = await closed;
console.log(JSON.stringify(seen));
