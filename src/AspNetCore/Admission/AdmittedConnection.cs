using TypedWs.AspNetCore.Hosting;

namespace TypedWs.AspNetCore.Admission;

/// <summary>The room that a connection takes in <see cref="ConnectionLimits"/>, from its handshake to its end. Used by one request.</summary>
internal sealed class AdmittedConnection(ConnectionLimits limits, string? user, UInt128? network) : IDisposable
{
    private EndpointMetrics? _openAt; // From Open on.

    /// <summary>The handshake is accepted: there is room for another one.</summary>
    /// <param name="endpoint">Whose connection it is.</param>
    public void Open(EndpointMetrics endpoint)
    {
        _openAt = endpoint;
        limits.EndHandshake();
        endpoint.Opened();
    }

    /// <summary>Gives the room back. Once.</summary>
    public void Dispose()
    {
        if (_openAt is null)
            limits.EndHandshake();
        else
            _openAt.Closed();
        limits.Leave(user, network);
    }
}
