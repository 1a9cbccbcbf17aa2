namespace SoakTest.Server;

/// <summary>
/// Which reports have come, client by client. Made before the first measurement of the heap, so that it does not look like something the server keeps.
/// Thread-safe: a client's bits are guarded by their array.
/// </summary>
internal sealed class Ledger
{
    private readonly ulong[][] _seen;
    private int _repeated;

    public Ledger(int clients, int reports) => _seen = [.. Enumerable.Range(0, clients).Select(_ => new ulong[(reports / 64) + 1])];

    /// <summary>Reports that came twice.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    public void Add(Report report)
    {
        ulong[] seen = _seen[report.Client];
        ulong bit = 1UL << (report.Number % 64);
        lock (seen)
        {
            if ((seen[report.Number / 64] & bit) != 0)
                Interlocked.Increment(ref _repeated);
            seen[report.Number / 64] |= bit;
        }
    }

    /// <summary>Those of a client's first reports that have not come.</summary>
    public IReadOnlyList<int> MissingOf(int client, int count)
    {
        ulong[] seen = _seen[client];
        lock (seen)
            return [.. Enumerable.Range(0, count).Where(number => (seen[number / 64] & (1UL << (number % 64))) == 0)];
    }
}
