namespace LoadTest.Metering;

/// <summary>What one message costs on both sides, and over how many messages that was measured.</summary>
public sealed record Cost(double ClientBytes, double ServerBytes, double ClientMicroseconds, double ServerMicroseconds, long Messages)
{
    internal static Cost Of(Reading clientBefore, Reading clientAfter, Reading serverBefore, Reading serverAfter, long messages) => new(
        (double)(clientAfter.AllocatedBytes - clientBefore.AllocatedBytes) / messages,
        (double)(serverAfter.AllocatedBytes - serverBefore.AllocatedBytes) / messages,
        (clientAfter.CpuMicroseconds - clientBefore.CpuMicroseconds) / messages,
        (serverAfter.CpuMicroseconds - serverBefore.CpuMicroseconds) / messages,
        messages);
}
