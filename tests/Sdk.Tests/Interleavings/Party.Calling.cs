using TypedWs.Tests.Peers;
using TypedWs.Tests.Streams;
using TypedWs.Transport;

namespace TypedWs.Tests.Interleavings;

// What a party sends and asks for, each with a look at how it ends. Nothing here fails: what must not be is reported to the run.
internal sealed partial class Party
{
    public async Task SendAsync(Plan plan, CancellationToken cancellationToken)
    {
        try
        {
            await Notes.SendAsync(Peer, $"|{plan.Text}|{_run.Padding()}", cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It waited for room.
        }
        catch (WsClosedException) when (Peer.IsClosing)
        {
            // Refused.
        }
        catch (Exception e)
        {
            _run.Report(this, $"a send ended with {e}");
        }
    }

    /// <summary>Makes a call and takes its answer.</summary>
    /// <param name="kind">One of the letters of <see cref="Step"/>.</param>
    /// <param name="plan">What the handler does.</param>
    /// <param name="count">How many items its streams have.</param>
    /// <param name="takes">After how many items of the answering stream the caller has enough.</param>
    /// <param name="sourcePlan">What the source does that it takes along.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task CallAsync(char kind, Plan plan, int count, int takes, Plan sourcePlan, CancellationToken cancellationToken)
    {
        Call call = _run.AddCall(kind, plan, count, sourcePlan, cancellationToken);
        string text = $"{call.Id}|{_run.Padding()}";
        try
        {
            switch (kind)
            {
                case Step.Ask:
                    CheckAnswer(call, await Notes.Send(call, () => Peer.RequestAsync(TestMethods.Ask, new Ask(text), cancellationToken)));
                    break;
                case Step.Upload:
                    CheckAnswer(call, await Notes.Send(call, () => Peer.RequestAsync(TestMethods.Collect, new Save(text), CreateSource(call), cancellationToken)));
                    break;
                case Step.Download:
                    await EnumerateAsync(call, Peer.RequestStream(TestMethods.List, new Ask(text), cancellationToken), takes);
                    break;
                case Step.Duplex:
                    await EnumerateAsync(call, Peer.RequestStream(TestMethods.Convert, new Save(text), CreateSource(call), cancellationToken), takes);
                    break;
            }
        }
        catch (Exception e)
        {
            call.GiveUp();
            CheckFailure(call, e);
        }
    }

    public async Task FlushAsync()
    {
        try
        {
            await Peer.FlushAsync();
        }
        catch (WsClosedException) when (Peer.IsClosing)
        {
            // The connection ended first.
        }
    }

    public async Task CloseAsync()
    {
        _run.PlanEnd();
        await Peer.CloseAsync((WsCloseCode)4000, "planned");
    }

    public void Abort()
    {
        _run.PlanEnd();
        Peer.Abort("planned");
    }

    /// <summary>Makes as many calls as may be pending.</summary>
    /// <returns>Whether none of them was refused for its number.</returns>
    public bool TryFillSlots()
    {
        Task<bool>[] calls = [.. Enumerable.Range(0, _options.MaxPendingRequests).Select(_ => TryFillSlotAsync())];
        return calls.All(static call => !call.IsCompleted || call.Result);

        async Task<bool> TryFillSlotAsync()
        {
            Call call = _run.AddCall(Step.Ask, new Plan(""), 0, new Plan(""), default);
            Activity activity = _run.Begin(new Activity(this, $"{call}"));
            try
            {
                CheckAnswer(call, await Notes.Send(call, () => Peer.RequestAsync(TestMethods.Ask, new Ask($"{call.Id}|"), default)));
            }
            catch (TooManyRequestsException)
            {
                return false;
            }
            catch (Exception e)
            {
                CheckFailure(call, e);
            }
            finally
            {
                _run.End(activity);
            }

            return true;
        }
    }

    private async Task EnumerateAsync(Call call, IAsyncEnumerable<Answer> stream, int takes)
    {
        int taken = 0;
        await using IAsyncEnumerator<Answer> answers = stream.GetAsyncEnumerator();
        for (ValueTask<bool> moving = Notes.Send(call, answers.MoveNextAsync); await moving; moving = answers.MoveNextAsync())
        {
            Answer answer = answers.Current;
            if (answer.Text != $"{call.Id}:{taken}")
                _run.Report(this, $"{answer.Text} came instead of item {taken} of {call}");
            _run.Progress();
            taken++;
            if (taken == takes / 2)
                await Gates.WaitAsync(runsInline: taken % 2 == 0, default);
            if (taken == takes)
            {
                call.GiveUp();
                return;
            }
        }

        if (taken != call.Count)
            _run.Report(this, $"{taken} items came from {call}");
    }

    private TrackedSource<Note> CreateSource(Call call) => Track(call, new TrackedSource<Note>(async (index, token) =>
    {
        await FollowInTheMiddleAsync(call.SourcePlan, call.Count, index, $"source taken along by {call}", token);
        return (index < call.Count, new Note("", index));
    }));

    private void CheckAnswer(Call call, Answer answer)
    {
        if (answer.Text != Text(call.Id))
            _run.Report(this, $"{call} was answered with {answer.Text}");
    }

    /// <summary>Looks whether a call of this party may fail like that.</summary>
    private void CheckFailure(Call call, Exception exception)
    {
        TimeSpan age = _run.Clock.Elapsed - call.StartedAt;
        bool mayBe = exception switch
        {
            OperationCanceledException cancelled => call.Token.IsCancellationRequested && cancelled.CancellationToken == call.Token,
            RequestTimeoutException => call.Kind == Step.Ask && age > 0.9 * _options.RequestTimeout,
            StreamTimeoutException => call.Kind != Step.Ask && age > 0.9 * _options.StreamIdleTimeout,
            RequestLostException or StreamLostException or WsClosedException => Peer.IsClosing,
            TooManyRequestsException or TooManyStreamsException => true,
            PlannedFailureException => call.SourcePlan.MayFail,
            RemoteException remote => remote.Code switch
            {
                ErrorCodes.Busy => true,
                ErrorCodes.Cancelled => call.Token.IsCancellationRequested || Peer.IsClosing || Other.Peer.IsClosing,
                ErrorCodes.InternalError => call.Plan.MayFail || (call.Kind == Step.Duplex && call.SourcePlan.MayFail),
                ErrorCodes.UnknownStream => age > 0.9 * Other._options.StreamIdleTimeout,
                InputFailed => call.Kind is Step.Upload or Step.Duplex,
                _ => false,
            },
            _ => false,
        };
        if (!mayBe)
            _run.Report(this, $"{call} ended after {age.TotalSeconds} s with {Describe(exception)}");
    }

    /// <summary>Looks whether the items that a call of the other party took along may fail like that.</summary>
    private void CheckInput(Call call, Exception exception)
    {
        TimeSpan age = _run.Clock.Elapsed - call.StartedAt;
        bool isIdle = age > 0.9 * _options.StreamIdleTimeout;
        bool isCalledOff = exception is OperationCanceledException or RemoteException { Code: ErrorCodes.Cancelled or ErrorCodes.UnknownStream };
        bool mayBe = isCalledOff || exception switch
        {
            StreamTimeoutException => isIdle,
            StreamLostException or WsClosedException => Peer.IsClosing,
            TooManyRequestsException => true,
            RemoteException { Code: ErrorCodes.InternalError } => call.SourcePlan.MayFail,
            _ => false,
        };
        string problem = $"the items that came with {call} ended after {age.TotalSeconds} s with {Describe(exception)}";
        if (!mayBe)
            _run.Report(this, problem);
        else if (isCalledOff && !isIdle && !Peer.IsClosing && !Other.Peer.IsClosing)
            _run.CheckLater(() => call.IsGivenUp ? null : problem); // The caller may not have heard of it yet.
    }

    private static string Describe(Exception exception) => exception is RemoteException remote ? $"error {remote.Code}: {remote.Message}" : exception.ToString();
}
