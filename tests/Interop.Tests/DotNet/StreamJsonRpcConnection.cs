using System.Net.WebSockets;
using System.Text.Json;
using Newtonsoft.Json.Serialization;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace TypedWs.Interop.Tests.DotNet;

/// <summary>A conversation that StreamJsonRpc leads over a WebSocket.</summary>
internal sealed class StreamJsonRpcConnection : IDisposable
{
    private readonly WebSocket _socket;

    public StreamJsonRpcConnection(WebSocket socket, JsonLibrary library, Func<JsonRpc, object> createTarget)
    {
        _socket = socket;
        IJsonRpcMessageFormatter formatter = library == JsonLibrary.Newtonsoft
            ? new JsonMessageFormatter { JsonSerializer = { ContractResolver = new CamelCasePropertyNamesContractResolver() } }
            : new SystemTextJsonFormatter { JsonSerializerOptions = new JsonSerializerOptions(JsonSerializerDefaults.Web) };
        var handler = new WebSocketMessageHandler(socket, formatter);
        Rpc = library == JsonLibrary.Newtonsoft ? new JsonRpc(handler) : new DetailedRpc(handler);
        Rpc.AddLocalRpcTarget(createTarget(Rpc));
        Rpc.StartListening();
    }

    public JsonRpc Rpc { get; }

    /// <summary>A client. It offers no subprotocol: for the server it is a plain JSON-RPC 2.0 peer.</summary>
    public static async Task<StreamJsonRpcConnection> ConnectAsync(Uri uri, JsonLibrary library, LabProbe probe)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(uri, TestContext.Current.CancellationToken);
        return new StreamJsonRpcConnection(socket, library, rpc => new StreamJsonRpcTarget(rpc, probe));
    }

    /// <summary>Ends the conversation as StreamJsonRpc does, which is without a close frame.</summary>
    public void Dispose()
    {
        Rpc.Dispose();
        _socket.Dispose();
    }

    /// <summary>With System.Text.Json, StreamJsonRpc reads an error's data as a type of its own unless it is told better.</summary>
    private sealed class DetailedRpc(IJsonRpcMessageHandler handler) : JsonRpc(handler)
    {
        protected override Type? GetErrorDetailsDataType(JsonRpcError error) => typeof(JsonElement);
    }
}
