namespace LoadTest.Messages;

/// <summary>The items of a stream, made and checked.</summary>
internal static class LineStream
{
    public static IAsyncEnumerable<Line> Of(int count) => AsyncEnumerable.Range(0, count).Select(seq => Line.Of(seq));

    /// <summary>Takes a stream to its end.</summary>
    /// <returns>How many items came, in order and whole.</returns>
    /// <exception cref="InvalidDataException">One is missing, doubled or damaged.</exception>
    public static Task<int> CheckAsync(IAsyncEnumerable<Line> items)
        => CheckAsync(items, static line => Sample.Matches(line.Room, line.User, line.Text, line.At) ? line.Seq : -1);

    /// <inheritdoc cref="CheckAsync(IAsyncEnumerable{Line})"/>
    /// <param name="items">The items.</param>
    /// <param name="seqOf">The number of an item; negative for one that is damaged.</param>
    public static async Task<int> CheckAsync<T>(IAsyncEnumerable<T> items, Func<T, long> seqOf)
    {
        int next = 0;
        await foreach (T item in items)
        {
            if (seqOf(item) != next)
                throw new InvalidDataException($"Item {next} of a stream was due, and {seqOf(item)} came.");
            next++;
        }

        return next;
    }
}
