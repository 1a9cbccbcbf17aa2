using TypedWs.CompilerServices;

namespace TypedWs.Tests.Peers;

/// <summary>One-way messages with a policy each, as generated code would describe them.</summary>
internal static class SlowMethods
{
    public static readonly OneWayMethod<Note> Oldest = Create("t.oldest", SlowPolicy.DropOldest);
    public static readonly OneWayMethod<Note> Newest = Create("t.newest", SlowPolicy.DropNewest);
    public static readonly OneWayMethod<Note> Ending = Create("t.ending", SlowPolicy.Disconnect);
    public static readonly OneWayMethod<Note> Waiting = Create("t.waiting", SlowPolicy.Wait);
    public static readonly OneWayMethod<Note> Latest = Create("t.latest", SlowPolicy.LatestOnly);
    public static readonly OneWayMethod<Note> LatestOfNumber = Create("t.latestOfNumber", SlowPolicy.LatestOnly, new KeySelector<Note, int>(static note => note.Number));
    public static readonly OneWayMethod<Note> OtherOfNumber = Create("t.otherOfNumber", SlowPolicy.LatestOnly, new KeySelector<Note, int>(static note => note.Number));

    private static OneWayMethod<Note> Create(string name, SlowPolicy policy, KeySelector<Note>? key = null)
        => new(name, new TestMethods.NoteCodec()) { WhenSlow = policy, Key = key };
}
