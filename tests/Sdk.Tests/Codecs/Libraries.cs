using System.Text.Json;
using System.Text.Json.Serialization;
using MessagePack;
using TypedWs.CompilerServices;

namespace TypedWs.Tests.Codecs;

/// <summary>Compares codecs with System.Text.Json and MessagePack-CSharp: the same bytes, and each side reads the other's.</summary>
internal static class Libraries
{
    internal static readonly JsonSerializerOptions WebJson = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Requires the same in both formats. Values are compared by what they are written as.</summary>
    internal static void AssertSame<T>(ValueCodec<T> codec, T value)
    {
        AssertSameJson(codec, value);
        AssertSameMessagePack(codec, value);
    }

    internal static void AssertSameJson<T>(ValueCodec<T> codec, T value)
    {
        byte[] json = AssertWrittenAsJson(codec, value);
        Assert.Equal(json, Wire.ToJson(codec, JsonSerializer.Deserialize<T>(json, WebJson)!));
    }

    /// <summary>Requires the same JSON where the library can write the type, but not read it.</summary>
    internal static byte[] AssertWrittenAsJson<T>(ValueCodec<T> codec, T value)
    {
        byte[] json = Wire.ToJson(codec, value);
        Assert.Equal(JsonSerializer.Serialize(value, WebJson), System.Text.Encoding.UTF8.GetString(json));
        Assert.Equal(json, Wire.ToJson(codec, Wire.FromJson(codec, json)));
        return json;
    }

    internal static void AssertSameMessagePack<T>(ValueCodec<T> codec, T value)
    {
        byte[] messagePack = Wire.ToMessagePack(codec, value);
        Assert.Equal(MessagePackSerializer.Serialize(value, cancellationToken: TestContext.Current.CancellationToken), messagePack);
        Assert.Equal(messagePack, Wire.ToMessagePack(codec, Wire.FromMessagePack(codec, messagePack)));
        T read = MessagePackSerializer.Deserialize<T>(messagePack, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(messagePack, Wire.ToMessagePack(codec, read));
    }

    /// <summary>Requires that what is written is read again, where the libraries lack the type.</summary>
    internal static void AssertRoundTrips<T>(ValueCodec<T> codec, T value, string json, byte[] messagePack)
    {
        Assert.Equal(json, Wire.ToJsonText(codec, value));
        Assert.Equal(json, Wire.ToJsonText(codec, Wire.FromJson(codec, json)));
        Assert.Equal(messagePack, Wire.ToMessagePack(codec, value));
        Assert.Equal(messagePack, Wire.ToMessagePack(codec, Wire.FromMessagePack(codec, messagePack)));
    }
}
