using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace TypedWs.AspNetCore.Tests.Proxies;

public sealed class HaProxyTests() : ProxyTests(new HaProxy())
{
    [Fact]
    public async Task Http2_ToTheProxy_CarriesAConversation()
    {
        await using LabServer server = await StartServerAsync();
        var settings = new ProxySettings(server.HttpUri, Tls: true);
        await using RunningProxy proxy = await StartAsync(settings);
        using var handler = new SocketsHttpHandler();
#pragma warning disable CA5359 // The certificate is made by the test itself.
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        using var client = new ClientWebSocket();
        client.Options.HttpVersion = HttpVersion.Version20;
        client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        client.Options.AddSubProtocol("typedws.v1.json");
        client.Options.CollectHttpResponseDetails = true;
        await client.ConnectAsync(proxy.Uri(settings), new HttpMessageInvoker(handler), Token);

        byte[] echo = """{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"text":"hi"}}"""u8.ToArray();
        await client.SendAsync(echo, WebSocketMessageType.Text, true, Token);
        var buffer = new byte[1024];
        ValueWebSocketReceiveResult answer = await client.ReceiveAsync(buffer.AsMemory(), Token);

        Assert.Equal(HttpStatusCode.OK, client.HttpStatusCode);
        Assert.Equal("typedws.v1.json", client.SubProtocol);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"text":"hi"}}""", Encoding.UTF8.GetString(buffer.AsSpan(0, answer.Count)));
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", Token);
        Assert.Equal(1000, (int)(await server.Probe.Disconnected.Soon()).Code);
    }
}
