using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedWs.Fidelity.Tests;

/// <summary>System.Text.Json with its web defaults, and enums by name.</summary>
internal sealed class SystemTextJson : ILibrary
{
    // Without fields it writes value tuples as {}.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        IncludeFields = true,
    };

    public LibraryName Name => LibraryName.SystemTextJson;

    public WireFormat Format => WireFormat.Json;

    public byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public T Read<T>(byte[] payload) => JsonSerializer.Deserialize<T>(payload, Options)!;

    public string Show(byte[] payload) => Encoding.UTF8.GetString(payload);
}
