using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace TypedWs.AspNetCore.Conversations;

/// <summary>
/// Ends conversations that are idle for too long, and those that are too old: one coarse timer for all of the server, which looks ten times in the shortest limit,
/// and every ten seconds at least. Does nothing, and keeps nothing, where there is no limit. Thread-safe: <see cref="_gate"/> guards what is watched.
/// </summary>
internal sealed class ConversationWatch : IDisposable
{
    private const double AgeSpread = 0.1;

    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<ServerConversation, Watched> _watched = [];
    private readonly TimeProvider _clock;
    private readonly TimeSpan _idleTimeout;
    private readonly TimeSpan _maxAge;
    private readonly ITimer? _timer; // Null where there is no limit.

    public ConversationWatch(IOptions<TypedWsServerOptions> options)
    {
        _clock = options.Value.Conversation.TimeProvider;
        _idleTimeout = OrNever(options.Value.IdleTimeout);
        _maxAge = OrNever(options.Value.MaxConnectionAge);
        TimeSpan shortest = _idleTimeout < _maxAge ? _idleTimeout : _maxAge;
        if (shortest == TimeSpan.MaxValue)
            return;

        var period = TimeSpan.FromTicks(Math.Clamp(shortest.Ticks / 10, ShortestPeriod.Ticks, LongestPeriod.Ticks));
        using (ExecutionContext.SuppressFlow())
            _timer = _clock.CreateTimer(static watch => ((ConversationWatch)watch!).Look(), this, period, period);
    }

    /// <summary>Begins to watch a conversation, which must have a connection by now.</summary>
    public void Add(ServerConversation conversation)
    {
        if (_timer is null)
            return;

        long now = _clock.GetTimestamp();

        // At most a tenth longer, each by a time of its own: those that came at once must not leave, and come back, at once.
        TimeSpan age = _maxAge == TimeSpan.MaxValue ? _maxAge : _maxAge * (1 + (Random.Shared.NextDouble() * AgeSpread));
        lock (_gate)
            _watched.Add(conversation, new Watched { BeganAt = now, ActiveAt = now, Age = age });
    }

    /// <summary>Forgets a conversation that has ended.</summary>
    public void Remove(ServerConversation conversation)
    {
        if (_timer is null)
            return;

        lock (_gate)
            _watched.Remove(conversation);
    }

    public void Dispose() => _timer?.Dispose();

    private static TimeSpan OrNever(TimeSpan limit) => limit == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : limit;

    private void Look()
    {
        var idle = new List<ServerConversation>();
        var old = new List<ServerConversation>();
        lock (_gate)
        {
            long now = _clock.GetTimestamp();
            foreach (ServerConversation conversation in _watched.Keys)
            {
                ref Watched watched = ref CollectionsMarshal.GetValueRefOrNullRef(_watched, conversation);
                ulong messages = conversation.Messages;
                if (watched.Messages != messages || !conversation.IsQuiet)
                {
                    watched.Messages = messages;
                    watched.ActiveAt = now;
                }

                if (_clock.GetElapsedTime(watched.BeganAt, now) >= watched.Age)
                    old.Add(conversation);
                else if (_clock.GetElapsedTime(watched.ActiveAt, now) >= _idleTimeout)
                    idle.Add(conversation);
            }

            foreach (ServerConversation conversation in old.Concat(idle))
                _watched.Remove(conversation);
        }

        foreach (ServerConversation conversation in old)
            conversation.Retire();
        foreach (ServerConversation conversation in idle)
            conversation.CloseIdle();
    }

    /// <summary>What is known of a conversation; times are timestamps of the clock.</summary>
    private struct Watched
    {
        public long BeganAt;
        public TimeSpan Age;
        public ulong Messages; // How many when it was looked at last.
        public long ActiveAt; // When it was last found to have more, or a handler that runs.
    }
}
