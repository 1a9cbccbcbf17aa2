using Consumer.Contracts;
using TypedWs.AspNetCore;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddSingleton<Tally>();
builder.Services.AddTypedWs().AddProtocol<CounterProtocol>();

WebApplication app = builder.Build();
app.MapTypedWs<CounterServer>("/count");
await app.RunAsync();

internal sealed class Tally
{
    private readonly Lock _gate = new();
    private readonly SortedSet<string> _contributors = [];
    private long _value;

    public long Add(int amount, string contributor)
    {
        lock (_gate)
        {
            _contributors.Add(contributor);
            return _value += amount;
        }
    }

    public Count Read()
    {
        lock (_gate)
            return new Count(_value, [.. _contributors]);
    }
}

internal sealed class CounterServer(Tally tally, CounterSessions sessions) : ICounterServerHandler
{
    public async ValueTask OnAddAsync(Add message, CounterSession session, CancellationToken cancellationToken)
    {
        Name name = await session.WhoAreYouAsync(cancellationToken);
        await sessions.All.SendChangedAsync(tally.Add(message.Amount, name.Text), cancellationToken);
    }

    public ValueTask<Count> OnReadAsync(Read message, CounterSession session, CancellationToken cancellationToken) => ValueTask.FromResult(tally.Read());
}
