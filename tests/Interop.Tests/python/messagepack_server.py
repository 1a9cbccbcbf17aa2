"""A MessagePack-RPC server with python3-msgpack and python3-websockets: prints the port on which it listens, and serves until it is killed."""
import asyncio
import itertools

import msgpack
import websockets

REQUEST, ANSWER, NOTIFICATION = 0, 1, 2


async def serve(socket, path=None):
    ids = itertools.count()
    running = {}  # What cancels a request, by its id.
    forwarded = {}  # The client's request, by the id of ours that asks it back.

    async def send(*message):
        await socket.send(msgpack.packb(message))

    async def handle(id, method, params):
        if method == "lab.subtract":
            await send(ANSWER, id, None, params[0] - params[1])
        elif method == "lab.fail":
            code, message, detail = params
            await send(ANSWER, id, [code, message, {"detail": detail}], None)
        elif method == "lab.wait":
            await send(NOTIFICATION, "lab.note", ["waits"])
            running[id] = lambda: cancelled(id)
        elif method in ("lab.subtractBack", "lab.failBack", "lab.waitBack"):
            own = next(ids)
            forwarded[own] = id
            running[id] = lambda: send(NOTIFICATION, "$/cancelRequest", [own])
            await send(REQUEST, own, method.removesuffix("Back"), params)
        else:
            await send(ANSWER, id, [-32601, f"no method {method}", None], None)

    async def cancelled(id):
        await send(NOTIFICATION, "lab.note", ["cancelled"])
        await send(ANSWER, id, [-32800, "cancelled", None], None)

    async for message in socket:
        kind, *rest = msgpack.unpackb(message)
        if kind == REQUEST:
            await handle(*rest)
        elif kind == ANSWER:
            id, error, result = rest
            await send(ANSWER, forwarded.pop(id), error, result)
        elif rest[0] == "$/cancelRequest":
            await running[rest[1][0]]()
        elif rest[0] == "lab.note":
            await send(NOTIFICATION, "lab.note", ["heard " + rest[1][0]])
        else:
            await send(NOTIFICATION, "lab.note", rest[1])


async def main():
    async with websockets.serve(serve, "127.0.0.1", 0, subprotocols=["typedws.v1.msgpack"]) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


asyncio.run(main())
