using System.Collections.Concurrent;
using System.Globalization;

namespace TypedWs.Diagnostics;

/// <summary>The names and values of OpenTelemetry's semantic conventions for RPC and JSON-RPC, version 1.45.0. Thread-safe.</summary>
internal static class RpcAttributes
{
    public const string System = "rpc.system.name";
    public const string Method = "rpc.method";
    public const string StatusCode = "rpc.response.status_code";
    public const string ErrorType = "error.type";
    public const string JsonRpcVersion = "jsonrpc.protocol.version";
    public const string JsonRpcRequestId = "jsonrpc.request.id";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string NetworkProtocol = "network.protocol.name";

    /// <summary>What stands for values that a stranger could make up without end.</summary>
    public const string Other = "_OTHER";

    private const int MaxCodes = 128;

    private static readonly ConcurrentDictionary<int, string> Codes = new();

    /// <summary>The conventions name no system for MessagePack-RPC.</summary>
    public static string SystemOf(WireFormat format) => format == WireFormat.Json ? "jsonrpc" : "msgpack-rpc";

    /// <summary>An error code as a metric's tag. The other side may answer with any: so many are told apart, and the rest are one.</summary>
    public static string CodeTag(int code)
    {
        if (Codes.TryGetValue(code, out string? text))
            return text;

        return Codes.Count < MaxCodes ? Codes.GetOrAdd(code, static code => code.ToString(CultureInfo.InvariantCulture)) : Other;
    }
}
