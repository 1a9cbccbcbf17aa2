namespace TypedWs.Tests.Interleavings;

/// <summary>Makes every handler begin later, on another thread. What is sent passes at once, so that the order of the sends stays known.</summary>
internal sealed class YieldingInterceptor : MessageInterceptor
{
    public override async ValueTask OnReceivedAsync(MessageContext context, MessageDelegate next)
    {
        await Task.Yield();
        await next();
    }
}
