using LoadTest.Messages;

namespace LoadTest.Contenders.Typed;

/// <summary><see cref="LineStream"/> with the contract's own record.</summary>
internal static class TypedStream
{
    public static IAsyncEnumerable<Item> Of(int count)
        => AsyncEnumerable.Range(0, count).Select(static seq => new Item(Sample.Room, Sample.User, Sample.Text, Sample.At, seq));

    public static Task<int> CheckAsync(IAsyncEnumerable<Item> items)
        => LineStream.CheckAsync(items, static item => Sample.Matches(item.Room, item.User, item.Text, item.At) ? item.Seq : -1);
}
