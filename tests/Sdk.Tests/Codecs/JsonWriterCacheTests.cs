using System.Buffers;
using System.Text.Json;
using TypedWs.CompilerServices;

namespace TypedWs.Tests.Codecs;

public class JsonWriterCacheTests
{
    [Fact]
    public void Rent_AfterReturn_IsTheSameWriter()
    {
        Utf8JsonWriter first = JsonWriterCache.Rent(new ArrayBufferWriter<byte>());
        JsonWriterCache.Return(first);
        Utf8JsonWriter second = JsonWriterCache.Rent(new ArrayBufferWriter<byte>());
        JsonWriterCache.Return(second);

        Assert.Same(first, second);
    }

    [Fact]
    public void Rent_WhileOneIsOut_IsAnotherWriter()
    {
        Utf8JsonWriter first = JsonWriterCache.Rent(new ArrayBufferWriter<byte>());
        Utf8JsonWriter second = JsonWriterCache.Rent(new ArrayBufferWriter<byte>());
        JsonWriterCache.Return(second);
        JsonWriterCache.Return(first);

        Assert.NotSame(first, second);
    }

    [Fact]
    public void Rent_AfterUnfinishedUse_StartsAfresh()
    {
        ArrayBufferWriter<byte> abandoned = new();
        Utf8JsonWriter writer = JsonWriterCache.Rent(abandoned);
        writer.WriteStartObject();
        writer.WritePropertyName("a");
        JsonWriterCache.Return(writer);

        Assert.Equal("7", Wire.ToJsonText(CompilerServices.Codecs.Int32, 7));
        Assert.Equal(0, abandoned.WrittenCount);
    }
}
