using System.Runtime.CompilerServices;

namespace TypedWs.AspNetCore.Tests;

/// <summary>What both sides do with the messages that have streams.</summary>
public static class LabStreams
{
    public static async IAsyncEnumerable<Counted> CountAsync(Count message, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        for (int number = 0; number < message.To; number++)
        {
            if (number == message.FailAt)
                throw new RemoteException(77, "cannot count further");
            if (number % 100 == 0)
                await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new Counted(number);
        }
    }

    public static async ValueTask<Summed> SumAsync(Sum message, IAsyncEnumerable<int> stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        long total = message.Start;
        await foreach (int number in stream.WithCancellation(cancellationToken))
            total += number;
        return new Summed(total);
    }

    public static async ValueTask DropAsync(IAsyncEnumerable<string> stream, CancellationToken cancellationToken)
    {
        await foreach (string text in stream.WithCancellation(cancellationToken))
            ArgumentNullException.ThrowIfNull(text);
    }

    public static IAsyncEnumerable<Counted> MultiplyAsync(Multiply message, IAsyncEnumerable<int> stream)
        => stream.Select(number => new Counted(number * message.By));
}
