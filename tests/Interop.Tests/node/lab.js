// What the clients share.

// Resolves when the socket is open.
export const opened = (socket) => new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));

// A promise that is resolved from outside.
export function signal() {
  let fire;
  const fired = new Promise((resolve) => { fire = resolve; });
  return { fire, fired };
}
