using System.Diagnostics.CodeAnalysis;
using StreamJsonRpc;

namespace TypedWs.Interop.Tests.DotNet;

/// <summary>StreamJsonRpc's side of the lab protocol, written as its users write it: methods with parameters, found by name.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "StreamJsonRpc finds methods of instances.")]
public sealed class StreamJsonRpcTarget(JsonRpc rpc, LabProbe probe)
{
    /// <summary>How streams of this side are sent, if other than StreamJsonRpc does it by itself.</summary>
    public JsonRpcEnumerableSettings? Settings { get; init; }

    [JsonRpcMethod("lab.note")]
    public void Say(string text) => probe.Notes.Writer.TryWrite(text);

    [JsonRpcMethod("lab.subtract", UseSingleObjectParameterDeserialization = true)]
    public int Subtract(Subtract message) => message.Minuend - message.Subtrahend;

    [JsonRpcMethod("lab.fail")]
    public void Fail(int code, string message, string detail)
        => throw (code == 0
            ? new InvalidOperationException(message)
            : new LocalRpcException(message) { ErrorCode = code, ErrorData = new Details(detail) });

    [JsonRpcMethod("lab.wait")]
    public Task WaitAsync(CancellationToken cancellationToken) => probe.WaitAsync(cancellationToken);

    [JsonRpcMethod("lab.count")]
    public IAsyncEnumerable<Counted> CountAsync(int to, int failAt, int holdAt, CancellationToken cancellationToken)
        => Send(LabStreams.CountAsync(probe, to, failAt, holdAt, static () => new LocalRpcException("cannot count further") { ErrorCode = 77 }, cancellationToken)
            .Select(static number => new Counted(number)));

    [JsonRpcMethod("lab.sum")]
    public async Task<Summed> SumAsync(int start, int atMost, IAsyncEnumerable<int> stream, CancellationToken cancellationToken)
        => new(await LabStreams.SumAsync(start, atMost, stream, cancellationToken));

    [JsonRpcMethod("lab.multiply")]
    public IAsyncEnumerable<Counted> Multiply(int by, IAsyncEnumerable<int> numbers) => Send(numbers.Select(number => new Counted(number * by)));

    [JsonRpcMethod("lab.subtractBack")]
    public Task<int> SubtractBackAsync(int minuend, int subtrahend, CancellationToken cancellationToken)
        => rpc.InvokeWithCancellationAsync<int>("lab.subtract", [minuend, subtrahend], cancellationToken);

    [JsonRpcMethod("lab.failBack")]
    public async Task<string> FailBackAsync(int code, string message, string detail, CancellationToken cancellationToken)
    {
        try
        {
            await rpc.InvokeWithParameterObjectAsync("lab.fail", new { code, message, detail }, cancellationToken);
            return "no error";
        }
        catch (RemoteInvocationException e)
        {
            throw new LocalRpcException(e.Message) { ErrorCode = e.ErrorCode, ErrorData = e.ErrorData };
        }
    }

    [JsonRpcMethod("lab.waitBack")]
    public Task WaitBackAsync(CancellationToken cancellationToken) => rpc.InvokeWithCancellationAsync("lab.wait", [], cancellationToken);

    [JsonRpcMethod("lab.noteBack")]
    public Task NoteBackAsync(string text) => rpc.NotifyAsync("lab.note", text);

    [JsonRpcMethod("lab.countBack")]
    public async Task<Summed> CountBackAsync(int to, CancellationToken cancellationToken)
    {
        var counted = await rpc.InvokeWithParameterObjectAsync<IAsyncEnumerable<Counted>>("lab.count", new { to }, cancellationToken);
        return new(await counted.Select(static one => (long)one.Number).SumAsync(cancellationToken));
    }

    [JsonRpcMethod("lab.sumBack")]
    public Task<Summed> SumBackAsync(int to, CancellationToken cancellationToken)
        => rpc.InvokeWithParameterObjectAsync<Summed>(
            "lab.sum",
            new { start = 0, atMost = to, stream = Send(LabStreams.CountAsync(probe, to, cancellationToken: CancellationToken.None)) },
            cancellationToken);

    private IAsyncEnumerable<T> Send<T>(IAsyncEnumerable<T> stream) => Settings is null ? stream : stream.WithJsonRpcSettings(Settings);
}
