import { JsonRpc } from "./json-rpc.js";

const $ = (id) => document.getElementById(id);
let rpc, room, me;

$("join").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await join($("room").value, $("user").value.trim());
  } catch (error) {
    $("status").textContent = error.message;
  }
});

$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  rpc.notify("chat.say", { room, text: $("text").value });
  $("text").value = "";
});

$("roll-call").addEventListener("click", async () => {
  const { members } = await rpc.request("chat.rollCall", { room });
  addNote(members.map(({ user, presence }) => `${user}: ${describe(presence)}`).join(", "));
});

async function join(newRoom, user) {
  if (rpc && me !== user) {
    rpc.close();
    await rpc.closed;
  }

  if (!rpc) {
    await logIn(user);
    const connection = connect();
    await connection.opened;
    rpc = connection;
    me = user;
  } else if (room !== newRoom) {
    await rpc.request("chat.leave", { room });
  }

  const { members } = await rpc.request("chat.join", { room: newRoom });
  room = newRoom;
  showMembers(members);
  $("chat").hidden = false;
  $("status").textContent = `in ${room} as ${user}`;
  $("text").focus();
}

// The browser sends the cookie that this answers with along with the WebSocket's handshake.
async function logIn(user) {
  const answer = await fetch("/login?useCookies=true", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user }),
  });
  if (!answer.ok) throw new Error(`The login failed (${answer.status}).`);
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const connection = new JsonRpc(`${scheme}://${location.host}/chat?contract=chat/1`, "typedws.v1.json");
  connection.on("chat.said", addLine);
  connection.on("chat.membersChanged", (changed) => { if (changed.room === room) showMembers(changed.members); });
  connection.on("chat.areYouThere", () => ({ away: $("away").checked, note: "in a browser" }));
  connection.closed.then(({ code, reason }) => {
    rpc = undefined;
    $("chat").hidden = true;
    $("status").textContent = `disconnected (${code}) ${reason}`;
  });
  return connection;
}

function showMembers(members) {
  $("members").replaceChildren(...members.map((member) => element("li", member)));
}

function addLine({ user, text, at }) {
  const line = element("li", `${user}: ${text}`);
  line.prepend(element("time", new Date(at).toLocaleTimeString()));
  append(line);
}

function addNote(text) {
  const note = element("li", text);
  note.className = "note";
  append(note);
}

function append(line) {
  $("lines").append(line);
  line.scrollIntoView({ block: "nearest" });
}

// Text only, never HTML: what others wrote must not run here.
function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function describe(presence) {
  if (!presence) return "no answer";
  return (presence.away ? "away" : "there") + (presence.note ? ` (${presence.note})` : "");
}
