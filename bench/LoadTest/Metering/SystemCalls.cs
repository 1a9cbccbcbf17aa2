namespace LoadTest.Metering;

/// <summary>System calls of one message on both sides.</summary>
internal sealed record SystemCalls(double Client, double Server);
