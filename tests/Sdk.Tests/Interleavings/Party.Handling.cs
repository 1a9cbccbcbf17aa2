using System.Globalization;
using TypedWs.Tests.Peers;
using TypedWs.Tests.Streams;

namespace TypedWs.Tests.Interleavings;

// What the handlers do: their plans. What one of them calls, it watches itself: a call that fails as it may does not fail the handler.
internal sealed partial class Party
{
    private const int InputFailed = 1; // The error of a handler whose caller's items failed.

    private int _oneWaysRunning;
    private int _requestsRunning;
    private int _turns; // Handlers that run, where there must be one at a time.
    private volatile bool _isHookRunning;

    /// <summary>What runs before all handlers of this party.</summary>
    public async ValueTask FollowHookAsync(Plan plan, CancellationToken cancellationToken)
    {
        // As with a one-way handler, all one-way messages wait for it.
        Activity activity = _run.Begin(new Activity(this, $"hook ({plan.Text})", holdsUp: true));
        _isHookRunning = true;
        try
        {
            await FollowAsync(plan, activity, cancellationToken);
        }
        finally
        {
            _isHookRunning = false;
            _run.End(activity);
        }
    }

    private async ValueTask OnNoteAsync(Note note, CancellationToken cancellationToken)
    {
        _run.Report(this, Other.Notes.Arrive(note.Number));
        if (Interlocked.Increment(ref _oneWaysRunning) != 1)
            _run.Report(this, "two one-way handlers run at once");
        CheckHook();
        BeginTurn(note.Number);
        Activity activity = _run.Begin(new Activity(this, $"handler of note {note.Number} ({note.Text})", holdsUp: true));
        try
        {
            await FollowAsync(PlanOf(note.Text), activity, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _oneWaysRunning);
            EndTurn();
            _run.End(activity);
        }
    }

    private async ValueTask<Answer> OnAskAsync(Ask ask, CancellationToken cancellationToken)
    {
        Call call = BeginHandling(ask.Text, out Activity activity);
        try
        {
            await FollowAsync(call.Plan, activity, cancellationToken);
            return new Answer(Text(call.Id));
        }
        finally
        {
            EndHandling(activity);
        }
    }

    private TrackedSource<Answer> OnList(Ask ask, CancellationToken cancellationToken)
    {
        Call call = Find(ask.Text);
        EndTurn();
        return Track(call, new TrackedSource<Answer>(async (index, token) =>
        {
            await FollowInTheMiddleAsync(call.Plan, call.Count, index, $"source of {call}", token);
            return (index < call.Count, new Answer($"{call.Id}:{index}"));
        }));
    }

    private async ValueTask<Answer> OnCollectAsync(Save save, IAsyncEnumerable<Note> items, CancellationToken cancellationToken)
    {
        Call call = BeginHandling(save.Text, out Activity activity);
        try
        {
            int taken = 0;
            try
            {
                await foreach (Note item in items)
                    CheckItem(call, item.Number, taken++);
                if (taken != call.Count)
                    _run.Report(this, $"{taken} items came with {call}");
            }
            catch (Exception e)
            {
                CheckInput(call, e);
                throw new RemoteException(InputFailed, "The items failed.");
            }

            await FollowAsync(call.Plan, activity, cancellationToken);
            return new Answer(Text(call.Id));
        }
        finally
        {
            EndHandling(activity);
        }
    }

    private TrackedSource<Answer> OnConvert(Save save, IAsyncEnumerable<Note> items, CancellationToken cancellationToken)
    {
        Call call = Find(save.Text);
        EndTurn();
        IAsyncEnumerator<Note>? notes = null;
        return Track(call, new TrackedSource<Answer>(async (index, token) =>
        {
            notes ??= items.GetAsyncEnumerator(token);
            await FollowInTheMiddleAsync(call.Plan, call.Count, index, $"source of {call}", token);
            try
            {
                if (!await notes.MoveNextAsync())
                {
                    if (index != call.Count)
                        _run.Report(this, $"{index} items came with {call}");
                    return (false, new Answer(""));
                }
            }
            catch (Exception e)
            {
                CheckInput(call, e);
                throw new RemoteException(InputFailed, "The items failed.");
            }

            CheckItem(call, notes.Current.Number, index);
            return (true, new Answer($"{call.Id}:{index}"));
        }));
    }

    /// <summary>Takes the steps of a plan.</summary>
    private async ValueTask FollowAsync(Plan plan, Activity activity, CancellationToken cancellationToken)
    {
        for (int i = 0; i < plan.Steps.Length; i++)
        {
            activity.At = plan.Steps[i];
            _run.Progress();
            switch (plan.Steps[i])
            {
                case Step.Yield:
                    await Task.Yield();
                    break;
                case Step.Gate:
                    await Gates.WaitAsync(runsInline: plan.Text.Length % 2 == 0, default);
                    break;
                case Step.CancellableGate:
                    await Gates.WaitAsync(runsInline: false, cancellationToken);
                    break;
                case Step.Send:
                    await SendAsync(plan.Nested, default);
                    break;
                case Step.Ask or Step.Download or Step.Upload or Step.Duplex:
                    await CallAsync(plan.Steps[i], plan.Nested, count: 2, takes: int.MaxValue, new Plan(""), i % 2 == 0 ? cancellationToken : default);
                    break;
                case Step.Flush:
                    await FlushAsync();
                    break;
                case Step.Throw:
                    throw new PlannedFailureException();
                case Step.Close:
                    await CloseAsync();
                    break;
                case Step.Abort:
                    Abort();
                    break;
            }
        }
    }

    private async ValueTask FollowInTheMiddleAsync(Plan plan, int count, int index, string what, CancellationToken cancellationToken)
    {
        if (index != count / 2 || plan.Steps.IsEmpty)
            return;

        Activity activity = _run.Begin(new Activity(this, what));
        try
        {
            await FollowAsync(plan, activity, cancellationToken);
        }
        finally
        {
            _run.End(activity);
        }
    }

    private Call BeginHandling(string text, out Activity activity)
    {
        Call call = Find(text);
        if (Interlocked.Increment(ref _requestsRunning) > _options.MaxConcurrentRequests)
            _run.Report(this, $"more than {_options.MaxConcurrentRequests} requests run at once");
        activity = _run.Begin(new Activity(this, $"handler of {call}", holdsUp: HasStrictOrder));
        return call;
    }

    private void EndHandling(Activity activity)
    {
        Interlocked.Decrement(ref _requestsRunning);
        EndTurn();
        _run.End(activity);
    }

    /// <summary>Finds the call whose handler begins now.</summary>
    private Call Find(string text)
    {
        Call call = _run.FindCall(int.Parse(text.AsSpan(0, text.IndexOf('|', StringComparison.Ordinal)), CultureInfo.InvariantCulture));
        if (!call.TryHandle())
            _run.Report(this, $"{call} is handled twice");
        CheckHook();
        BeginTurn(call.Number);
        return call;
    }

    private void BeginTurn(int number)
    {
        if (!HasStrictOrder)
            return;

        if (Interlocked.Increment(ref _turns) != 1)
            _run.Report(this, "two handlers run at once");
        _run.Report(this, Other.Notes.Begin(number));
    }

    private void EndTurn()
    {
        if (HasStrictOrder)
            Interlocked.Decrement(ref _turns);
    }

    private void CheckHook()
    {
        if (_isHookRunning)
            _run.Report(this, "a handler runs before the hook is done");
    }

    private TrackedSource<T> Track<T>(Call call, TrackedSource<T> source)
    {
        _run.CheckLater(() => (source.Enumerations == source.Disposals && source.Enumerations <= 1 && !source.WasDisposedWhileMoving)
            ? null
            : $"a source of {call} was enumerated {source.Enumerations} times and disposed {source.Disposals} times{(source.WasDisposedWhileMoving ? ", while it moved" : "")}");
        return source;
    }

    private void CheckItem(Call call, int number, int expected)
    {
        if (number != expected)
            _run.Report(this, $"item {number} of {call} came instead of item {expected}");
    }

    private static Plan PlanOf(string text) => new(text.Split('|')[1]);

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
