using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Micro.Records;
using TypedWs.CompilerServices;

namespace Micro.Codecs;

/// <summary>The generated codec beside the generated code of System.Text.Json, which writes with one reused writer.</summary>
/// <typeparam name="T">The record.</typeparam>
[GenericTypeArguments(typeof(ChatLine))]
[GenericTypeArguments(typeof(Document))]
[GenericTypeArguments(typeof(Tick))]
[GenericTypeArguments(typeof(Order))]
[CategoriesColumn]
[WarmupCount(5)]
[IterationCount(12)]
[IterationTime(100)]
public class JsonBenchmarks<T> : IDisposable
{
    private readonly Sample<T> _sample = Samples.Of<T>();
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly Utf8JsonWriter _writer = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });
    private byte[] _json = [];

    [GlobalSetup]
    public void Setup()
    {
        WriteSystemTextJson();
        _json = _output.WrittenSpan.ToArray();
        WriteTypedWs();
        Check.Same(_json, _output.WrittenSpan);
        Check.Same(_json, JsonSerializer.SerializeToUtf8Bytes(ReadTypedWs(), _sample.Json));
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _writer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "System.Text.Json")]
    [BenchmarkCategory("write")]
    public int WriteSystemTextJson()
    {
        _output.ResetWrittenCount();
        _writer.Reset(_output);
        JsonSerializer.Serialize(_writer, _sample.Value, _sample.Json);
        _writer.Flush();
        return _output.WrittenCount;
    }

    [Benchmark(Description = "TypedWs")]
    [BenchmarkCategory("write")]
    public int WriteTypedWs()
    {
        _output.ResetWrittenCount();
        JsonValueWriter writer = new(_output);
        _sample.Codec.WriteJson(ref writer, _sample.Value);
        writer.Flush();
        return _output.WrittenCount;
    }

    [Benchmark(Baseline = true, Description = "System.Text.Json")]
    [BenchmarkCategory("read")]
    public T ReadSystemTextJson() => JsonSerializer.Deserialize(_json, _sample.Json)!;

    [Benchmark(Description = "TypedWs")]
    [BenchmarkCategory("read")]
    public T ReadTypedWs()
    {
        JsonValueReader reader = new(_json);
        return _sample.Codec.ReadJson(ref reader);
    }
}
