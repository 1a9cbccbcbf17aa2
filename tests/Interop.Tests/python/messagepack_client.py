"""MessagePack-RPC with python3-msgpack and python3-websockets: python3 messagepack_client.py URL. Prints what it saw as one JSON object."""
import asyncio
import json
import sys

import msgpack
import websockets

REQUEST, ANSWER, NOTIFICATION = 0, 1, 2


class Rpc:
    def __init__(self, socket):
        self.socket = socket
        self.pending = {}
        self.handlers = {}
        self.last_id = -1

    async def send(self, message):
        await self.socket.send(msgpack.packb(message))

    async def notify(self, method, *params):
        await self.send([NOTIFICATION, method, params])

    async def call(self, method, *params):
        self.last_id += 1
        answer = self.pending[self.last_id] = asyncio.get_running_loop().create_future()
        await self.send([REQUEST, self.last_id, method, params])
        error, result = await answer
        if error is not None:
            raise RpcError(*error)
        return result

    async def run(self):
        async for message in self.socket:
            kind, *rest = msgpack.unpackb(message)
            if kind == ANSWER:
                self.pending.pop(rest[0]).set_result(rest[1:])
            elif kind == REQUEST:
                await self.handlers[rest[1]](rest[0], *rest[2])
            else:
                await self.handlers[rest[0]](*rest[1])


class RpcError(Exception):
    def __init__(self, code, message, data):
        super().__init__(message)
        self.seen = {"code": code, "message": message, **({"data": data} if data is not None else {})}


async def failure(call):
    try:
        await call
    except RpcError as error:
        return error.seen


async def main(url):
    async with websockets.connect(url, subprotocols=["typedws.v1.msgpack"]) as socket:
        rpc = Rpc(socket)
        noted = asyncio.get_running_loop().create_future()
        waits = asyncio.get_running_loop().create_future()

        async def note(text):
            noted.set_result(text)

        async def subtract(id, minuend, subtrahend):
            await rpc.send([ANSWER, id, None, minuend - subtrahend])

        async def fail(id, code, message, detail):
            await rpc.send([ANSWER, id, [code, message, [detail]], None])

        async def wait(id):
            waits.set_result(id)

        async def cancel(id):
            await rpc.send([ANSWER, id, [-32800, "cancelled", None], None])

        rpc.handlers = {"lab.note": note, "lab.subtract": subtract, "lab.fail": fail, "lab.wait": wait, "$/cancelRequest": cancel}
        running = asyncio.create_task(rpc.run())
        seen = {"subprotocol": socket.subprotocol}
        seen["positional"] = await rpc.call("lab.subtract", 42, 23)
        seen["back"] = await rpc.call("lab.subtractBack", 42, 23)
        seen["failed"] = await failure(rpc.call("lab.fail", 1234, "it is broken", "in the middle"))
        seen["failedBack"] = await failure(rpc.call("lab.failBack", 1234, "it is broken", "in the middle"))
        seen["unknown"] = (await failure(rpc.call("lab.none")))["code"]
        seen["invalid"] = (await failure(rpc.call("lab.subtract", "x", 23)))["code"]
        await rpc.notify("lab.note", "héllo 👋")
        await rpc.notify("lab.noteBack", "back")
        seen["noted"] = await noted

        for name, method in (("cancelled", "lab.wait"), ("cancelledBack", "lab.waitBack")):
            waiting = asyncio.create_task(failure(rpc.call(method)))
            await (waits if name == "cancelledBack" else asyncio.sleep(0))
            await rpc.notify("$/cancelRequest", rpc.last_id)
            seen[name] = (await waiting)["code"]
        print(json.dumps(seen))
    await running


asyncio.run(main(sys.argv[1]))
