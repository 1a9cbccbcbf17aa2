namespace TypedWs.Transport.Tests.Faults;

/// <summary>Waits for what has to come soon, with a deadline that only a hang meets.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <exception cref="TimeoutException">It hangs.</exception>
    public static async Task EndsAsync(Task task, string what)
    {
        if (await Task.WhenAny(task, Task.Delay(Deadline)) != task)
            throw new TimeoutException($"{what} has not ended within {Deadline.TotalSeconds} s.");
        await task;
    }

    public static async Task HoldsAsync(Func<bool> condition, string what)
    {
        long since = Environment.TickCount64;
        while (!condition())
        {
            if (Environment.TickCount64 - since > Deadline.TotalMilliseconds)
                throw new TimeoutException($"It does not come true that {what}.");
            await Task.Delay(1);
        }
    }
}
