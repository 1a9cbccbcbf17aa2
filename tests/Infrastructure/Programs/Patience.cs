namespace TypedWs.Tests;

/// <summary>Bounds a wait for what must happen, so that a failure is one and not a hang.</summary>
public static class Patience
{
    /// <summary>Generous: processes start slowly on a busy machine.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(60);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task Soon(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task<T> Soon<T>(this System.Threading.Channels.Channel<T> channel)
        => channel.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().Soon();
}
