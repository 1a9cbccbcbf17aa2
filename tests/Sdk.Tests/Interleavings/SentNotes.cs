using TypedWs.Peers;
using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Interleavings;

/// <summary>
/// What one party sends, numbered in the order in which it was sent, and what became of the one-way messages. Thread-safe: everything is guarded by
/// <see cref="_gate"/>, the sending included, so that the numbers tell the order.
/// </summary>
internal sealed class SentNotes
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _accepted = [];
    private readonly HashSet<int> _refused = [];
    private readonly HashSet<int> _arrived = [];
    private int _sent;
    private int _lastArrived = -1;
    private int _lastBegun = -1;

    /// <summary>Sends a message and follows it.</summary>
    public async Task SendAsync(Peer peer, string text, CancellationToken cancellationToken)
    {
        int number;
        ValueTask sending;
        lock (_gate)
        {
            number = _sent++;
            sending = peer.SendAsync(TestMethods.Note, new Note(text, number), cancellationToken);
        }

        bool isAccepted = false;
        try
        {
            await sending;
            isAccepted = true;
        }
        finally
        {
            lock (_gate)
                (isAccepted ? _accepted : _refused).Add(number);
        }
    }

    /// <summary>Makes a call that is sent at once.</summary>
    public T Send<T>(Call call, Func<T> send)
    {
        lock (_gate)
        {
            call.Number = _sent++;
            return send();
        }
    }

    /// <summary>Notes that a handler begins where everything is handled in the order in which it was sent.</summary>
    /// <returns>What is wrong with that, or null.</returns>
    public string? Begin(int number)
    {
        lock (_gate)
        {
            int last = _lastBegun;
            _lastBegun = number;
            return number > last ? null : $"message {number} is handled after message {last}";
        }
    }

    /// <returns>What is wrong with that, or null.</returns>
    public string? Arrive(int number)
    {
        lock (_gate)
        {
            int last = _lastArrived;
            _lastArrived = number;
            _arrived.Add(number);
            return number > last ? null : $"note {number} arrived after note {last}";
        }
    }

    /// <summary>Looks for messages that are missing.</summary>
    /// <param name="hasEnded">Whether what was sent last may be missing, because the connection has ended.</param>
    /// <returns>What is wrong, or null.</returns>
    public string? FindProblem(bool hasEnded)
    {
        lock (_gate)
        {
            foreach (int number in _arrived)
            {
                if (_refused.Contains(number))
                    return $"note {number} was refused, and arrived";
            }

            foreach (int number in _accepted)
            {
                if (!_arrived.Contains(number) && (!hasEnded || number < _lastArrived))
                    return $"note {number} of {_sent} was accepted, and never arrived; the last that did is {_lastArrived}";
            }

            return null;
        }
    }
}
