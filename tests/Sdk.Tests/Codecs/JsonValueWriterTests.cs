using System.Buffers;
using System.Text;
using System.Text.Json;
using TypedWs.CompilerServices;

namespace TypedWs.Tests.Codecs;

/// <summary>What generated code does not write by itself.</summary>
public class JsonValueWriterTests
{
    private readonly ArrayBufferWriter<byte> _output = new();

    private string Text => Encoding.UTF8.GetString(_output.WrittenSpan);

    [Fact]
    public void LibraryValue_BetweenOthers_IsSeparatedByCommas()
    {
        JsonValueWriter writer = new(_output);

        writer.WriteStartArray();
        writer.WriteInt32(1);
        Utf8JsonWriter library = writer.BeginLibraryValue();
        library.WriteStartArray();
        library.WriteNumberValue(2);
        library.WriteNumberValue(3);
        library.WriteEndArray();
        JsonValueWriter.EndLibraryValue(library);
        writer.WriteInt32(4);
        writer.WriteEndArray();
        writer.Flush();

        Assert.Equal("[1,[2,3],4]", Text);
    }

    [Fact]
    public void Names_OfEveryKind_AreFollowedByTheirValue()
    {
        JsonValueWriter writer = new(_output);

        writer.WriteStartObject();
        writer.WriteName(new MemberTable(new Member("é")), 0);
        writer.WriteNull();
        writer.WriteName("\"");
        writer.WriteRaw("1.50"u8);
        writer.WriteName(JsonEncodedText.Encode("ü"));
        writer.WriteStartObject();
        writer.WriteEndObject();
        writer.WritePlainName("7"u8);
        writer.WriteBoolean(true);
        writer.WriteEndObject();
        writer.Flush();

        Assert.Equal("""{"\u00E9":null,"\u0022":1.50,"\u00FC":{},"7":true}""", Text);
    }

    [Fact]
    public void Write_MoreThanTheOutputHasAtOnce_AsksForMore()
    {
        JsonValueWriter writer = new(_output);
        string[] texts = [.. Enumerable.Range(0, 50).Select(static i => new string('x', i * 37))];

        writer.WriteStartArray();
        foreach (string text in texts)
        {
            writer.WriteString(text);
        }

        writer.WriteEndArray();
        writer.Flush();

        Assert.Equal(texts, JsonSerializer.Deserialize<string[]>(Text));
    }

    [Fact]
    public void WriteStart_ValueThatContainsItself_Throws()
    {
        Assert.Throws<InsufficientExecutionStackException>(() =>
        {
            JsonValueWriter writer = new(_output);
            Nest(ref writer);
        });

        static void Nest(ref JsonValueWriter writer)
        {
            writer.WriteStartArray();
            Nest(ref writer);
            writer.WriteEndArray();
        }
    }
}
