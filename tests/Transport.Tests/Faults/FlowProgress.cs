namespace TypedWs.Transport.Tests.Faults;

/// <summary>Where a direction of a link is: counts bytes, finds the end of the HTTP head, and tells how far it is to the next fault.</summary>
internal sealed class FlowProgress(Flow flow, IEnumerable<Fault> faults)
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    private readonly List<Fault> _faults = [.. faults.Where(fault => fault.Flow == flow)];
    private long _forwarded;
    private long _headLength = -1;
    private int _matched;

    /// <summary>How much of these bytes may go on before a fault is due, and which.</summary>
    public int Take(ReadOnlySpan<byte> bytes, out Fault? due)
    {
        FindHead(bytes);
        due = null;
        long limit = bytes.Length;
        foreach (Fault fault in _faults)
        {
            if (Position(fault) is not { } position || position - _forwarded > limit || (due is not null && position - _forwarded == limit))
                continue;
            due = fault;
            limit = position - _forwarded;
        }

        if (due is not null)
            _faults.Remove(due);
        _forwarded += limit;
        return (int)limit;
    }

    private long? Position(Fault fault) => fault.InHandshake ? fault.After : _headLength < 0 ? null : _headLength + fault.After;

    private void FindHead(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length && _headLength < 0; i++)
        {
            _matched = bytes[i] == HeadEnd[_matched] ? _matched + 1 : bytes[i] == HeadEnd[0] ? 1 : 0;
            if (_matched == HeadEnd.Length)
                _headLength = _forwarded + i + 1;
        }
    }
}
