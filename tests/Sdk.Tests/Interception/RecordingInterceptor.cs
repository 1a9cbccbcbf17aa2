using System.Collections.Concurrent;

namespace TypedWs.Tests.Interception;

/// <summary>Writes down what it sees, and does what the test says.</summary>
internal sealed class RecordingInterceptor(string name = "") : MessageInterceptor
{
    public ConcurrentQueue<string> Events { get; init; } = new();

    public Func<MessageContext, MessageDelegate, ValueTask> Received { get; set; } = static (_, next) => next();

    public Func<MessageContext, MessageDelegate, ValueTask> Sending { get; set; } = static (_, next) => next();

    public override ValueTask OnReceivedAsync(MessageContext context, MessageDelegate next) => RecordAsync("received", context, Received, next);

    public override ValueTask OnSendingAsync(MessageContext context, MessageDelegate next) => RecordAsync("sending", context, Sending, next);

    private async ValueTask RecordAsync(string what, MessageContext context, Func<MessageContext, MessageDelegate, ValueTask> run, MessageDelegate next)
    {
        string about = $"{name}{what} {context.Kind} {context.Method}";
        Events.Enqueue($"{about} {context.Message}");
        try
        {
            await run(context, next);
            Events.Enqueue($"{about} => {context.Reply ?? "nothing"}");
        }
        catch (Exception e)
        {
            Events.Enqueue($"{about} => {e.GetType().Name}");
            throw;
        }
    }
}
