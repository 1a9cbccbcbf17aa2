// A WebSocket client without contracts: dotnet run --project samples/RawClient [ws://address]
// Without an address it starts an echo server of its own. What you type is sent; an empty line ends it.
using System.Text;
using RawClient;
using TypedWs.Transport;

EchoServer? server = args.Length == 0 ? await EchoServer.StartAsync() : null;
Uri uri = server?.Uri ?? new Uri(args[0]);

var handler = new ConsoleHandler();
var options = new WsClientOptions
{
    Handshake = new WsHandshakeOptions
    {
        Uri = uri,
        Headers = { ["Cookie"] = "PHPSESSID=haxx234", ["X-Sample"] = "RawClient" },
    },
    Connection = { PingInterval = TimeSpan.FromSeconds(55) },
    Reconnect = { Policy = WsReconnectPolicy.Fixed(TimeSpan.FromSeconds(1)) },
};

await using (var client = new WsClient(options, handler))
{
    // Sent once the connection is open: text and binary keep their order.
    await client.SendAsync(WsMessageType.Text, "hello"u8.ToArray());
    await client.SendAsync(WsMessageType.Binary, new byte[] { 1, 2, 3 });
    await client.ConnectAsync();

    while (Console.ReadLine() is { Length: > 0 } line)
        await client.SendAsync(WsMessageType.Text, Encoding.UTF8.GetBytes(line));

    await client.CloseAsync(reason: "that was all");
}

if (server is not null)
    await server.DisposeAsync();
