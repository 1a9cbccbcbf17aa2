using System.Buffers;
using TypedWs.CompilerServices;
using TypedWs.Tests.Codecs.Records;

namespace TypedWs.Tests.Codecs;

/// <summary>Generated codecs: reading allocates exactly what the objects weigh, writing nothing.</summary>
public class RecordAllocationTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Fact]
    public void ReadAndWrite_ChatLine_AllocatesTheObjectOnly()
        => Check(AllocationCodecs.ChatLine, static () => new ChatLine(Text(5), Text(3), Text(64), At, 123_456));

    [Fact]
    public void ReadAndWrite_DocumentOf4KiB_AllocatesTheObjectOnly()
        => Check(AllocationCodecs.Document, static () => new Document(Text(5), Text(4096)));

    [Fact]
    public void ReadAndWrite_Quote_AllocatesTheObjectOnly()
        => Check(AllocationCodecs.Quote, static () => new Quote(Text(4), 412.37, 412.41, 1_200));

    [Fact]
    public void ReadAndWrite_PurchaseOf50Lines_AllocatesTheObjectsOnly()
        => Check(AllocationCodecs.Purchase, static () => new Purchase(90_210, Text(12), new Address(Text(20), Text(6), Text(2)), Lines(50)));

    private static void Check<T>(ValueCodec<T> codec, Func<T> create)
        where T : class
    {
        T value = create();
        byte[] json = Wire.ToJson(codec, value);
        byte[] messagePack = Wire.ToMessagePack(codec, value);
        ArrayBufferWriter<byte> output = new(json.Length * 2);
        long weight = Allocations.Of(create);

        Assert.NotEqual(0, weight);
        Assert.Equal(weight, Allocations.Of(() => Wire.FromJson(codec, json)));
        Assert.Equal(weight, Allocations.Of(() => Wire.FromMessagePack(codec, messagePack)));
        Assert.Equal(0, Allocations.Of(() =>
        {
            output.ResetWrittenCount();
            JsonValueWriter writer = new(output);
            codec.WriteJson(ref writer, value);
            writer.Flush();
            return output;
        }));
        Assert.Equal(0, Allocations.Of(() =>
        {
            output.ResetWrittenCount();
            MessagePackValueWriter writer = new(output);
            codec.WriteMessagePack(ref writer, value);
            writer.Flush();
            return output;
        }));
    }

    private static string Text(int length) => new('x', length);

    private static PurchaseLine[] Lines(int count)
    {
        PurchaseLine[] lines = new PurchaseLine[count];
        for (int i = 0; i < count; i++)
        {
            lines[i] = new PurchaseLine(Text(7), Text(17), i, 9.95m + i);
        }

        return lines;
    }
}
