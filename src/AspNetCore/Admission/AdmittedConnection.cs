namespace TypedWs.AspNetCore.Admission;

/// <summary>The room that a connection takes in <see cref="ConnectionLimits"/>, from its handshake to its end. Used by one request.</summary>
internal sealed class AdmittedConnection(ConnectionLimits limits, string? user, UInt128? network) : IDisposable
{
    private bool _isOpen;

    /// <summary>The handshake is accepted: there is room for another one.</summary>
    public void Open()
    {
        _isOpen = true;
        limits.EndHandshake();
    }

    /// <summary>Gives the room back. Once.</summary>
    public void Dispose()
    {
        if (!_isOpen)
            limits.EndHandshake();
        limits.Leave(user, network);
    }
}
