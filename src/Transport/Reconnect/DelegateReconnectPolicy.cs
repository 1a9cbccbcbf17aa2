namespace TypedWs.Transport;

/// <summary>A policy that is one function.</summary>
internal sealed class DelegateReconnectPolicy(Func<WsReconnectContext, TimeSpan?> getDelay) : WsReconnectPolicy
{
    public override TimeSpan? GetDelay(WsReconnectContext context) => getDelay(context);
}
