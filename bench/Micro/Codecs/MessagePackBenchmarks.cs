using System.Buffers;
using BenchmarkDotNet.Attributes;
using MessagePack;
using MessagePack.Resolvers;
using Micro.Records;
using TypedWs.CompilerServices;

namespace Micro.Codecs;

/// <summary>The generated codec beside MessagePack-CSharp with its standard resolver, which compiles formatters at run time.</summary>
/// <typeparam name="T">The record.</typeparam>
[GenericTypeArguments(typeof(ChatLine))]
[GenericTypeArguments(typeof(Document))]
[GenericTypeArguments(typeof(Tick))]
[GenericTypeArguments(typeof(Order))]
[CategoriesColumn]
[WarmupCount(5)]
[IterationCount(12)]
[IterationTime(100)]
public class MessagePackBenchmarks<T>
{
    private readonly Sample<T> _sample = Samples.Of<T>();
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly MessagePackSerializerOptions _options = StandardResolver.Options;
    private byte[] _messagePack = [];

    [GlobalSetup]
    public void Setup()
    {
        WriteMessagePackCSharp();
        _messagePack = _output.WrittenSpan.ToArray();
        WriteTypedWs();
        Check.Same(_messagePack, _output.WrittenSpan);
        Check.Same(_messagePack, MessagePackSerializer.Serialize(ReadTypedWs(), _options));
    }

    [Benchmark(Baseline = true, Description = "MessagePack-CSharp")]
    [BenchmarkCategory("write")]
    public int WriteMessagePackCSharp()
    {
        _output.ResetWrittenCount();
        MessagePackSerializer.Serialize(_output, _sample.Value, _options);
        return _output.WrittenCount;
    }

    [Benchmark(Description = "TypedWs")]
    [BenchmarkCategory("write")]
    public int WriteTypedWs()
    {
        _output.ResetWrittenCount();
        MessagePackValueWriter writer = new(_output);
        _sample.Codec.WriteMessagePack(ref writer, _sample.Value);
        writer.Flush();
        return _output.WrittenCount;
    }

    [Benchmark(Baseline = true, Description = "MessagePack-CSharp")]
    [BenchmarkCategory("read")]
    public T ReadMessagePackCSharp() => MessagePackSerializer.Deserialize<T>(_messagePack, _options);

    [Benchmark(Description = "TypedWs")]
    [BenchmarkCategory("read")]
    public T ReadTypedWs()
    {
        MessagePackValueReader reader = new(_messagePack);
        return _sample.Codec.ReadMessagePack(ref reader);
    }
}
