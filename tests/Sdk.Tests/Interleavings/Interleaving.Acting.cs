namespace TypedWs.Tests.Interleavings;

// The schedule.
internal sealed partial class Interleaving
{
    private readonly List<Task> _operations = []; // Of the schedule's thread, as are the next two.
    private readonly List<CancellationTokenSource> _cancellations = [];
    private bool _mayEnd;

    /// <summary>Begins the conversation, in some runs with a hook of the server that all messages wait for.</summary>
    private void Attach()
    {
        _mayEnd = _random.Next(4) == 0;
        _client.Peer.Attach(_client.Connection);
        Plan hook = Plan.Create(_random, _mayEnd).WithoutDeadlock(_server, isAwaited: true); // A handler of the client may wait for the hook.

        // What the hook calls must not call back: that waits for the hook.
        bool mayWaitForItself = hook.Nested.Text.Contains('>', StringComparison.Ordinal);
        if (hook.MayFail || mayWaitForItself || _random.Next(3) > 0)
        {
            _server.Peer.Attach(_server.Connection);
            return;
        }

        _steps.Add($"the server's hook: {hook.Text}");
        _server.Peer.Attach(_server.Connection, cancellationToken => _server.FollowHookAsync(hook, cancellationToken));
    }

    private async Task ActAsync()
    {
        bool passesTime = _random.Next(3) == 0;
        int count = _random.Next(10, 80);
        for (int i = 0; i < count; i++)
        {
            Act(_random.Next(2) == 0 ? _client : _server, passesTime);
            await SettleAsync(_random.Next(12));
        }
    }

    private void Act(Party party, bool passesTime)
    {
        switch (_random.Next(24))
        {
            case < 6:
                Plan note = Plan.Create(_random, _mayEnd).WithoutDeadlock(party.Other, isAwaited: false);
                CancellationToken token = _random.Next(4) == 0 ? CreateToken() : default;
                Start(party, $"sends {note.Text}", () => party.SendAsync(note, token));
                break;
            case < 12:
                Call(party);
                break;
            case < 14 when _cancellations.Count > 0:
                int index = _random.Next(_cancellations.Count);
                _steps.Add($"cancels {index}");
                _cancellations[index].Cancel();
                _cancellations.RemoveAt(index);
                break;
            case < 17:
                _steps.Add($"opens a gate of the {party.Name}");
                party.Gates.OpenOne(_random.Next(100));
                break;
            case < 18:
                Start(party, "flushes", party.FlushAsync);
                break;
            case < 21:
                ChangeLink(_random.Next(2) == 0 ? _up : _down);
                break;
            case < 23:
                PassTime(passesTime && _random.Next(8) == 0 ? TimeSpan.FromSeconds(_random.Next(5, 70)) : TimeSpan.FromMilliseconds(1));
                break;
            default:
                End(party);
                break;
        }
    }

    private void Call(Party party)
    {
        char kind = "aaaalud"[_random.Next(7)];
        Plan plan = Plan.Create(_random, _mayEnd).WithoutDeadlock(party.Other, isAwaited: false);
        int count = _random.Next(2) * _random.Next(12);
        int takes = _random.Next(3) == 0 ? _random.Next(1, 8) : int.MaxValue;
        Plan sourcePlan = kind is Step.Upload or Step.Duplex ? Plan.Create(_random, _mayEnd).WithoutDeadlock(party, isAwaited: kind == Step.Upload) : new Plan("");
        CancellationToken token = _random.Next(2) == 0 ? CreateToken() : default;
        Start(party, $"calls {kind} {plan.Text} {count} {sourcePlan.Text}", () => party.CallAsync(kind, plan, count, takes, sourcePlan, token));
    }

    private void ChangeLink(LinkFlow flow)
    {
        string name = flow == _up ? "up" : "down";
        int bytes = _random.Next(1, 600);
        switch (_random.Next(4))
        {
            case 0:
                _steps.Add($"opens the link {name}");
                flow.Open();
                break;
            case 1:
                _steps.Add($"holds the link {name}");
                flow.Hold();
                break;
            default:
                _steps.Add($"allows {bytes} bytes {name}");
                flow.Allow(bytes);
                break;
        }
    }

    private void PassTime(TimeSpan time)
    {
        _steps.Add($"{time.TotalSeconds} s pass");
        Clock.Advance(time);
    }

    private void End(Party party)
    {
        if (!_mayEnd || _random.Next(6) > 0)
            return;

        if (_random.Next(3) == 0)
        {
            _steps.Add($"{party.Name} aborts");
            party.Abort();
        }
        else
        {
            Start(party, "closes", party.CloseAsync);
        }
    }

    private void Start(Party party, string what, Func<Task> operation)
    {
        _steps.Add($"{party.Name} {what}");
        Activity activity = Begin(new Activity(party, what));
        _operations.Add(RunAsync());

        async Task RunAsync()
        {
            try
            {
                await operation();
            }
            finally
            {
                End(activity);
            }
        }
    }

    private CancellationToken CreateToken()
    {
        var cancellation = new CancellationTokenSource();
        _cancellations.Add(cancellation);
        return cancellation.Token;
    }

    private static async Task SettleAsync(int yields)
    {
        for (int i = 0; i < yields; i++)
            await Task.Yield();
    }
}
